using Npgsql;

namespace Samples;

/// <summary>Tells a PostgreSQL that cannot be used at the moment from one that refuses a statement.</summary>
public static class DatabaseOutage
{
    // Of the server's own errors: connections broken, too many of them or refused, and that it is shutting down or starting up.
    private static readonly string[] States = ["08", "53", "57P"];

    /// <summary>Whether an exception says that the database is away.</summary>
    public static bool Is(Exception problem) =>
        problem is NpgsqlException && (problem is not PostgresException error || Array.Exists(States, start => error.SqlState.StartsWith(start, StringComparison.Ordinal)));
}
