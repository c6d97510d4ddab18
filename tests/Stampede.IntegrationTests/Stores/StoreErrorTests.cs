using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Stampede.IntegrationTests;

/// <summary>What goes wrong with a server is a sentence that names host and database, never the password, and says what to do.</summary>
[Collection(StoreCollection.Name)]
public sealed class StoreErrorTests(PostgresServer server) : IAsyncLifetime
{
    private const string Password = "s3cret-w0rd";

    private readonly TemporaryFolder _folder = new();
    private NpgsqlConnectionStringBuilder _settings = null!;
    private StoreTool _tool = null!;

    private string Place => $"{_settings.Host}:{_settings.Port}";

    public async ValueTask InitializeAsync()
    {
        _settings = new NpgsqlConnectionStringBuilder(await server.CreateDatabase());
        _tool = new StoreTool(_settings.ConnectionString);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }

    [Fact]
    public async Task A_server_that_is_not_there()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await Fails($"postgres://u:{Password}@127.0.0.1:{port}/perf", $"The store postgres://u:***@127.0.0.1:{port}/perf: nobody listens at 127.0.0.1:{port}. Start the server there");
        await Fails($"postgres://u:{Password}@no-such-host.invalid/perf", "there is no host 'no-such-host.invalid'");
    }

    [Fact]
    public async Task A_server_that_does_not_answer()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await Fails($"postgres://u:{Password}@{listener.LocalEndpoint}/perf?connect_timeout=1&sslmode=disable", "no answer in time");
    }

    [Fact]
    public async Task A_database_that_is_not_there() =>
        await Fails($"postgres://postgres:{Password}@{Place}/nowhere", $"there is no database 'nowhere' on {Place}. Create it (createdb nowhere), or name another.");

    [Fact]
    public async Task TLS_that_the_server_does_not_have() =>
        await Fails($"postgres://postgres:{Password}@{Place}/{_settings.Database}?sslmode=require", "SSL");

    [Fact]
    public async Task A_user_who_may_not_create_or_write()
    {
        var role = $"reader_{_settings.Database}";
        await _tool.Execute($"CREATE ROLE {role} LOGIN");
        var url = $"postgres://{role}@{Place}/{_settings.Database}";
        var folder = await StoreRuns.Write(_folder.Path);
        await Fails(url, "the user may not do that: permission denied for database", "store", "push", folder);

        // With the rights of a reader, as docs/reference/store.md has them.
        await _tool.Output("store", "push", folder);
        await Fails(url, "permission denied", "store", "list");
        await _tool.Execute($"GRANT USAGE ON SCHEMA stampede TO {role}; GRANT SELECT ON ALL TABLES IN SCHEMA stampede TO {role}");
        Assert.Equal(0, (await StoreTool.Run(new Dictionary<string, string>(), "store", "list", "--store", url)).ExitCode);
        await Fails(url, "permission denied", "store", "push", await StoreRuns.Write(_folder.Path, "other"));

        // And with those of a writer, in a schema that somebody else made.
        await _tool.Execute($"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA stampede TO {role}");
        var pushed = await StoreTool.Run(new Dictionary<string, string>(), "store", "push", await StoreRuns.Write(_folder.Path, "third"), "--store", url);
        Assert.True(pushed.ExitCode == 0, pushed.All);
    }

    [Fact]
    public async Task A_wrong_password()
    {
        // The server trusts everybody; for this user it asks.
        var role = $"asked_{_settings.Database}";
        await _tool.Execute($"CREATE ROLE {role} LOGIN PASSWORD '{Password}'");
        var file = (string)(await _tool.Execute("SHOW hba_file"))!;
        await _tool.Execute($"COPY (SELECT 'host all {role} 127.0.0.1/32 scram-sha-256' UNION ALL SELECT 'host all all 127.0.0.1/32 trust') TO '{file}'");
        await _tool.Execute("SELECT pg_reload_conf()");
        var right = $"postgres://{role}:{Password}@{Place}/{_settings.Database}";
        Assert.Equal(0, (await StoreTool.Run(new Dictionary<string, string>(), "store", "status", "--store", right)).ExitCode);
        await Fails($"postgres://{role}:{Password}x@{Place}/{_settings.Database}", "the server does not let the user in: password authentication failed");
        await Fails($"postgres://{role}@{Place}/{_settings.Database}", "password");
    }

    [Fact]
    public async Task A_disk_that_is_full_in_the_middle()
    {
        // The server's own error for it, raised after half of the intervals.
        await _tool.Output("store", "migrate");
        await _tool.Execute("""
            CREATE FUNCTION stampede.full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                RAISE EXCEPTION 'could not extend file "base/1/2": No space left on device' USING ERRCODE = '53100'; END $$;
            CREATE TRIGGER full_disk BEFORE INSERT ON stampede.intervals FOR EACH ROW WHEN (NEW.line > 3) EXECUTE FUNCTION stampede.full()
            """);
        var folder = await StoreRuns.Write(_folder.Path);
        await Fails(_tool.Url, "the server's disk is full: could not extend file", "store", "push", folder);
        await Fails(_tool.Url, "Nothing of the run was stored.", "store", "push", folder);
        Assert.Equal(0L, await _tool.Execute("SELECT (SELECT count(*) FROM stampede.runs) + (SELECT count(*) FROM stampede.intervals)"));
    }

    [Fact]
    public async Task A_server_that_can_only_be_read()
    {
        await _tool.Output("store", "migrate");
        await _tool.Execute($"ALTER DATABASE {_settings.Database} SET default_transaction_read_only = on");
        await Fails(_tool.Url, "it can only be read", "store", "push", await StoreRuns.Write(_folder.Path));
    }

    [Fact]
    public async Task What_was_changed_in_the_database_is_not_handed_out_as_what_was_pushed()
    {
        var id = StoreRuns.Id(await _tool.Output("store", "push", await StoreRuns.Write(_folder.Path)));
        await _tool.Execute("UPDATE stampede.intervals SET content = convert_to(replace(convert_from(content, 'UTF8'), '\"failed\":', '\"failed\" :'), 'UTF8') WHERE line = 2");
        var output = Path.Combine(_folder.Path, "pulled");
        await Fails(_tool.Url, "what the store holds is not what was pushed", "store", "pull", id, "--out", output);
        Assert.Empty(Directory.GetDirectories(_folder.Path, "pulled*"));
    }

    [Theory]
    [InlineData("store", "list", "--store", "mysql://u:s3cret-w0rd@h/d")]
    [InlineData("store", "list", "--store", "postgres://u:s3cret-w0rd@h/d?sslmod=require")]
    [InlineData("store", "list", "--store", "postgres://u:s3cret-w0rd@h:port/d")]
    [InlineData("store", "list", "--store", "host=h password='s3cret-w0rd dbname=d")]
    [InlineData("store", "list", "--store", "Host=h;Pass word=s3cret-w0rd;Database=d")]
    [InlineData("store", "list", "postgres://u:s3cret-w0rd@h/d")]
    [InlineData("store", "list", "--stor", "postgres://u:s3cret-w0rd@h/d")]
    public async Task A_malformed_address_or_one_at_a_wrong_place_is_a_usage_error_without_the_password(params string[] args)
    {
        var command = await StoreTool.Run(new Dictionary<string, string>(), args);
        Assert.Equal(2, command.ExitCode);
        Assert.DoesNotContain(Password, command.All);
        var fromVariable = await StoreTool.Run(new Dictionary<string, string> { ["STAMPEDE_STORE"] = args[^1] + ";" }, "store", "list");
        Assert.DoesNotContain(Password, fromVariable.All);
    }

    private static async Task Fails(string url, string sentence, params string[] args)
    {
        var command = await StoreTool.Run(new Dictionary<string, string>(), [.. args.Length == 0 ? ["store", "status"] : args, "--store", url]);
        Assert.True(command.ExitCode == 7, command.All);
        Assert.Contains(sentence, command.Errors);
        Assert.StartsWith("error: ", command.Errors);
        Assert.Single(command.Errors.TrimEnd('\n').Split('\n'));
        Assert.DoesNotContain(Password, command.All);
    }
}
