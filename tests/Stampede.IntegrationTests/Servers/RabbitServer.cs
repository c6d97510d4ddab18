using System.Diagnostics;
using System.Globalization;

namespace Stampede.IntegrationTests;

/// <summary>
/// Debian's RabbitMQ on free loopback ports, with its own folder and its own name server of Erlang, gone after the tests; a class gets it with
/// <c>IClassFixture&lt;RabbitServer&gt;</c>. It refuses to run as root, so root runs it as the user rabbitmq. It ends with this process, even where that is killed.
/// </summary>
public sealed class RabbitServer : IAsyncLifetime
{
    private const string User = "rabbitmq";
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const string Ready = "Server startup complete";
    private const int VirtualHosts = 8;

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = LoopbackPort.Free();
    private Process? _process;
    private int _given;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program))
        {
            throw new InvalidOperationException($"There is no {Program}: install Debian's package rabbitmq-server.");
        }

        // Virtual hosts that are there from the start cost nothing; rabbitmqctl takes seconds for each.
        var hosts = Enumerable.Range(1, VirtualHosts).Select(n => $"test-{n}").ToArray();
        var definitions = _folder.Write("definitions.json", $$"""
            {
              "users": [{ "name": "guest", "password": "guest", "tags": "administrator" }],
              "vhosts": [{{string.Join(", ", hosts.Select(host => $$"""{ "name": "{{host}}" }"""))}}],
              "permissions": [{{string.Join(", ", hosts.Select(host => $$"""{ "user": "guest", "vhost": "{{host}}", "configure": ".*", "write": ".*", "read": ".*" }"""))}}]
            }
            """);
        var config = _folder.Write("rabbitmq.conf", $"load_definitions = {definitions}\nlisteners.tcp.1 = 127.0.0.1:{_port}\n");
        var log = Path.Combine(_folder.Path, "log");
        var made = await Command.Run("chmod", ["-R", "777", _folder.Path]);
        Assert.Equal(0, made.ExitCode);

        // A process group of its own, which the shell kills, itself included, when its input ends: that also happens when this process is killed. Erlang's waiting
        // threads sleep instead of spinning.
        var script = $"epmd & {Program} >{log} 2>&1 </dev/null & cat >/dev/null; kill -KILL 0";
        var start = new ProcessStartInfo("setsid", ["--wait", "sh", "-c", ServerUser.Run(User, $"sh -c \"{script}\"")])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[
            ("HOME", _folder.Path),
            ("ERL_EPMD_ADDRESS", "127.0.0.1"),
            ("ERL_EPMD_PORT", $"{LoopbackPort.Free()}"),
            ("RABBITMQ_NODENAME", $"stampede-{_port}@localhost"),
            ("RABBITMQ_DIST_PORT", $"{LoopbackPort.Free()}"),
            ("RABBITMQ_MNESIA_BASE", Path.Combine(_folder.Path, "data")),
            ("RABBITMQ_LOG_BASE", _folder.Path),
            ("RABBITMQ_LOGS", "-"),
            ("RABBITMQ_CONFIG_FILE", config),
            ("RABBITMQ_ENABLED_PLUGINS_FILE", Path.Combine(_folder.Path, "plugins")),
            ("RABBITMQ_PID_FILE", Path.Combine(_folder.Path, "pid")),
            ("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "+sbwt none +sbwtdcpu none +sbwtdio none")])
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        await WaitUntilReady(log);
    }

    /// <summary>The address of a virtual host that nobody has used; there are eight.</summary>
    public string CreateVirtualHost()
    {
        var number = Interlocked.Increment(ref _given);
        return number <= VirtualHosts
            ? $"amqp://guest:guest@127.0.0.1:{_port}/test-{number}"
            : throw new InvalidOperationException($"All {VirtualHosts} virtual hosts are used: raise their number.");
    }

    /// <summary>Stops it in its tracks, connections open, until the answer is disposed.</summary>
    public async Task<IAsyncDisposable> Hang()
    {
        var erlang = int.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.Path, "pid"), TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
        await Signal("-STOP", erlang);
        return new Hanging(erlang);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _folder.Dispose();
    }

    private static async Task Signal(string signal, int process)
    {
        var sent = await Command.Run("kill", [signal, $"{process}"]);
        Assert.Equal(0, sent.ExitCode);
    }

    private async Task WaitUntilReady(string log)
    {
        using var period = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var text = "";
        while (!text.Contains(Ready, StringComparison.Ordinal))
        {
            await period.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            text = File.Exists(log) ? await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken) : "";
            if (_process!.HasExited || text.Contains("BOOT FAILED", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"RabbitMQ did not start: {text}");
            }
        }
    }

    private sealed class Hanging(int process) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Signal("-CONT", process);
    }
}
