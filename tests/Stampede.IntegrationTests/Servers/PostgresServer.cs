using System.Diagnostics;
using Npgsql;

namespace Stampede.IntegrationTests;

/// <summary>
/// Debian's PostgreSQL on a free loopback port, with its own folder, gone after the tests; a class gets it with <c>IClassFixture&lt;PostgresServer&gt;</c>.
/// It refuses to run as root, so root runs it as the user postgres. It ends with this process, even where that is killed.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string User = "postgres";
    private const string Versions = "/usr/lib/postgresql";

    private readonly TemporaryFolder _folder = new();
    private Process? _process;
    private string _programs = "";
    private int _port;
    private int _databases;

    public async ValueTask InitializeAsync()
    {
        var programs = Directory.Exists(Versions) ? Directory.GetDirectories(Versions).Order().LastOrDefault() : null;
        if (programs is null)
        {
            throw new InvalidOperationException($"There is no PostgreSQL in {Versions}: install Debian's package postgresql.");
        }

        await Command.Run("chmod", ["777", _folder.Path]);
        var made = await Command.Run("sh", ["-c", ServerUser.Run(User, $"{programs}/bin/initdb -D {DataFolder} -U {User} -A trust -E UTF8 --no-locale --no-sync")], _folder.Path);
        if (made.ExitCode != 0)
        {
            throw new InvalidOperationException($"initdb failed: {made.All}");
        }

        _port = LoopbackPort.Free();

        _programs = programs;
        await Start();
    }

    /// <summary>Starts it, also after <see cref="Stop"/>: on the same port, with the same data.</summary>
    public async Task Start()
    {
        // The shell stops it when its own input ends, which also happens when this process is killed.
        var log = Path.Combine(_folder.Path, "log");
        var script = $"{_programs}/bin/postgres -D {DataFolder} -p {_port} -h 127.0.0.1 -k '' -F -N 200 >{log} 2>&1 </dev/null & cat >/dev/null; kill -INT $!; wait $!";
        _process = Process.Start(new ProcessStartInfo("sh", ["-c", ServerUser.Run(User, $"sh -c \"{script.Replace("$", "\\$", StringComparison.Ordinal)}\"")])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardInput = true,
        })!;
        await WaitUntilReady(log);
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _folder.Dispose();
    }

    /// <summary>Stops it, and cuts its connections.</summary>
    public async Task Stop()
    {
        if (_process is not null)
        {
            NpgsqlConnection.ClearAllPools();
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
            _process = null;
        }
    }

    /// <summary>A connection string to a new, empty database.</summary>
    public async Task<string> CreateDatabase()
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await Execute(ConnectionString(User), $"CREATE DATABASE {name}");
        return ConnectionString(name);
    }

    /// <summary>Runs a statement, and gives the first value that it returns; null for none.</summary>
    public static async Task<object?> Execute(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    private string DataFolder => Path.Combine(_folder.Path, "data");

    private string ConnectionString(string database) => $"Host=127.0.0.1;Port={_port};Username={User};Database={database};Pooling=false";

    private async Task WaitUntilReady(string log)
    {
        using var period = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await period.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
            try
            {
                await Execute(ConnectionString(User), "SELECT 1");
                return;
            }
            catch (NpgsqlException) when (!HasGivenUp(log))
            {
                // Not yet.
            }
        }
    }

    private static bool HasGivenUp(string log) => File.Exists(log) && File.ReadAllText(log) is var text && text.Contains("FATAL:", StringComparison.Ordinal)
        && !text.Contains("starting up", StringComparison.Ordinal)
        ? throw new InvalidOperationException($"PostgreSQL did not start: {text}")
        : false;
}
