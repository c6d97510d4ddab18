using System.ComponentModel;
using System.Diagnostics;

namespace Stampede.Engine;

/// <summary>A child process that is running, its output being read.</summary>
internal sealed class ServiceChild
{
    // A grandchild that keeps the pipes open must not keep us waiting.
    private static readonly TimeSpan LastOutput = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly Task _reading;

    private ServiceChild(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(Output.Read(process.StandardOutput), Output.Read(process.StandardError));
    }

    public ServiceOutput Output { get; } = new();

    /// <summary>Starts a program under the guard.</summary>
    /// <exception cref="LoadTestException">It cannot be started.</exception>
    public static ServiceChild Start(ServiceLaunch launch)
    {
        try
        {
            return new(Process.Start(ServiceGuard.Wrap(launch))!);
        }
        catch (Win32Exception problem)
        {
            throw new LoadTestException([$"{launch.FileName} cannot be started: {problem.Message}."]);
        }
    }

    /// <summary>Waits for its end and for the last of its output.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> Exited(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        await Task.WhenAny(_reading, Task.Delay(LastOutput, cancellationToken));
        return _process.ExitCode;
    }

    /// <summary>Ends it: closes its standard input, then kills it and its children.</summary>
    public async Task Stop(TimeSpan grace)
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It is gone already.
        }

        using var limit = new CancellationTokenSource(grace);
        try
        {
            await Exited(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await Exited(CancellationToken.None);
        }

        _process.Dispose();
    }
}
