using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;

namespace Stampede.Stores.Internal;

/// <summary>Says what went wrong with a server in a sentence: where, what, and what to do.</summary>
internal static class StoreErrors
{
    /// <summary>The error as a sentence.</summary>
    /// <param name="address">Where.</param>
    /// <param name="error">What the driver said.</param>
    /// <param name="outcome">What has become of what was to be done: <c>Nothing of the run was stored.</c></param>
    public static StoreException Of(StoreAddress address, Exception error, string outcome = "")
    {
        var text = error is PostgresException server ? Server(address, server) : Driver(address, error);
        return new StoreException(outcome.Length == 0 ? text : $"{text} {outcome}", error);
    }

    private static string Server(StoreAddress address, PostgresException e)
    {
        var (place, said) = ($"{address.Host}:{address.Port}", e.MessageText);
        return e.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                $"The store {address}: the server does not let the user in: {said}. Check user, password and what pg_hba.conf allows; PGPASSWORD and ~/.pgpass may hold the password.",
            PostgresErrorCodes.InvalidCatalogName =>
                $"The store {address}: there is no database '{address.Database}' on {place}. Create it (createdb {address.Database}), or name another.",
            PostgresErrorCodes.InsufficientPrivilege =>
                $"The store {address}: the user may not do that: {said}. docs/reference/store.md lists the rights that are needed.",
            PostgresErrorCodes.DiskFull =>
                $"The store {address}: the server's disk is full: {said}. Make room there: 'stampede store prune' removes old runs.",
            PostgresErrorCodes.TooManyConnections =>
                $"The store {address}: the server has no connection free: {said}. Try again later.",
            PostgresErrorCodes.ReadOnlySqlTransaction =>
                $"The store {address}: it can only be read: {said}. Name the primary server, not a standby; with several hosts, target_session_attrs=primary finds it.",
            PostgresErrorCodes.UntranslatableCharacter or PostgresErrorCodes.CharacterNotInRepertoire =>
                $"The store {address}: the database's encoding cannot hold the run's names: {said}. Use a database made with ENCODING 'UTF8'.",
            PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InvalidSchemaName =>
                $"The store {address}: its tables are not what they should be: {said}. 'stampede store status' shows the version; restore them from a backup, or use another database.",
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown =>
                $"The store {address}: the server ended the connection: {said}. Try again.",
            PostgresErrorCodes.CannotConnectNow =>
                $"The store {address}: the server is starting or stopping: {said}. Try again in a moment.",
            _ => $"The store {address}: the server said: {said} ({e.SqlState}).",
        };
    }

    private static string Driver(StoreAddress address, Exception e) => Innermost(e) switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } =>
            $"The store {address}: there is no host '{address.Host}'. Check the address.",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
            $"The store {address}: nobody listens at {address.Host}:{address.Port}. Start the server there, or check the address.",
        SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown } or EndOfStreamException =>
            $"The store {address}: the connection was lost. Try again; if it happens again, the server's log says why.",
        TimeoutException => $"The store {address}: no answer in time. Check that the server is there and is not overloaded; connect_timeout in the address gives it longer to answer first.",
        AuthenticationException inner => $"The store {address}: no TLS connection: {inner.Message} sslmode in the address says what is asked of it, sslrootcert whom to trust.",
        var inner => $"The store {address}: {inner.Message}",
    };

    private static Exception Innermost(Exception e)
    {
        while (e.InnerException is { } inner)
        {
            e = inner;
        }

        return e;
    }
}
