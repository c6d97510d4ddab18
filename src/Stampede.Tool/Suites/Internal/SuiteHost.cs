using System.Net.Sockets;

namespace Stampede.Engine;

/// <summary>The world around a suite as it is.</summary>
/// <param name="error">Where problems of builds go.</param>
/// <param name="isBuilt">Whether the load tests are built already.</param>
internal sealed class SuiteHost(TextWriter error, bool isBuilt) : ISuiteHost
{
    private readonly LoadTestProcess _process = new(error);

    public Task<string?> Build(string file, CancellationToken cancellationToken) => _process.Build(file, cancellationToken, isBuilt);

    public async Task<IReadOnlyList<string>> Check(
        string program, IReadOnlyList<string> args, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        // The list of user classes is printed once everything else has been read and found right.
        var (exitCode, errors) = await LoadTestProcess.Ask(program, [.. args, "--list"], environment, cancellationToken);
        const string Mark = "error: ";
        return exitCode != Results.ExitCode.Usage
            ? []
            : [.. $"\n{errors.ReplaceLineEndings("\n")}".Split($"\n{Mark}").Skip(1).Select(p => p.Split("\n--help lists")[0].Trim()).DefaultIfEmpty(errors.Trim())];
    }

    public Task<int> Run(string program, IReadOnlyList<string> args, IReadOnlyDictionary<string, string> environment) =>
        LoadTestProcess.Run(program, args, environment);

    public async Task<(Uri Address, IAsyncDisposable Stop)> Start(SuiteService service, CancellationToken cancellationToken)
    {
        var process = service.Project is { } project
            ? ServiceProcess.Project(project, service.Arguments, service.StartTimeout, service.Ready)
            : ServiceProcess.Command(service.Command[0], [.. service.Command.Skip(1)], service.StartTimeout, service.Ready);
        var address = service.Project is null && !service.Command.Any(c => c.Contains("{port}", StringComparison.Ordinal))
            && Uri.TryCreate(service.Ready, UriKind.Absolute, out var ready) && ready.Scheme is "http" or "https"
            ? new Uri(ready.GetLeftPart(UriPartial.Authority))
            : null;
        if (address is not null && await Connects(address, cancellationToken))
        {
            throw new LoadTestException([$"Something listens at {address} already, so that the service '{service.Name}' cannot be told from it: stop it, or give the service another port ({{port}} is a free one)."]);
        }

        return (await process.With(service.Environment, address).Start(cancellationToken), process);
    }

    public Task<string?> Ask(HealthCheck check, CancellationToken cancellationToken) => HealthProbe.Ask(check, cancellationToken);

    public Task Wait(TimeSpan time, CancellationToken cancellationToken) => Task.Delay(time, cancellationToken);

    private static async Task<bool> Connects(Uri address, CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
