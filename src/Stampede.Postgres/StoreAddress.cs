using System.Net;
using Npgsql;
using Stampede.Stores.Internal;

namespace Stampede.Stores;

/// <summary>Where a store is: a PostgreSQL server and a database on it. What it prints has no password.</summary>
public sealed class StoreAddress
{
    /// <summary>The environment's variable for it.</summary>
    public const string Variable = "STAMPEDE_STORE";

    // Long enough for whatever a push waits for, short enough that a server that hangs is noticed in the same night.
    private const int CommandTimeoutSeconds = 600;

    private StoreAddress(NpgsqlConnectionStringBuilder settings)
    {
        settings.ApplicationName ??= "stampede";
        settings.CommandTimeout = CommandTimeoutSeconds;
        settings.TcpKeepAlive = true;
        settings.IncludeErrorDetail = false; // it would quote rows
        settings.PersistSecurityInfo = false;
        Settings = settings;
    }

    /// <summary>The host, or several separated by commas.</summary>
    public string Host => Settings.Host ?? "localhost";

    /// <summary>The port; default 5432.</summary>
    public int Port => Settings.Port;

    /// <summary>The database.</summary>
    public string Database => Settings.Database ?? User ?? "";

    /// <summary>The user; null where it is not given, and PGUSER or the system's user counts.</summary>
    public string? User => Settings.Username;

    internal NpgsqlConnectionStringBuilder Settings { get; }

    /// <summary>
    /// Reads an address: <c>postgres://user:password@host:port/database?sslmode=require</c>, libpq's <c>host=… dbname=…</c>, or a connection string of
    /// Npgsql (<c>Host=…;Database=…</c>).
    /// </summary>
    /// <exception cref="FormatException">It is none; says all that is wrong, and never the password.</exception>
    public static StoreAddress Parse(string text)
    {
        var problems = new List<string>();
        var settings = text.Contains("://", StringComparison.Ordinal) && !text[..text.IndexOf("://", StringComparison.Ordinal)].Contains('=') ? UrlAddress.Read(text, problems)
            : KeywordAddress.IsNpgsql(text) ? KeywordAddress.ReadNpgsql(text, problems)
            : KeywordAddress.Read(text, problems);
        if (problems.Count == 0 && string.IsNullOrEmpty(settings.Database) && string.IsNullOrEmpty(settings.Username))
        {
            problems.Add("it names no database");
        }

        return problems.Count == 0
            ? new StoreAddress(settings)
            : throw new FormatException($"The store's address is wrong: {string.Join("; ", problems)}. It looks like postgres://user:password@host:5432/database?sslmode=require.");
    }

    /// <summary>The address as a URL, with <c>***</c> for the password.</summary>
    public override string ToString()
    {
        var user = User is null ? "" : Uri.EscapeDataString(User) + (string.IsNullOrEmpty(Settings.Password) ? "" : ":***") + "@";
        var host = IPAddress.TryParse(Host, out var address) && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{Host}]" : Host;
        return $"postgres://{user}{host}:{Port}/{Database}";
    }
}
