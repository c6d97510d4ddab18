using System.Runtime.InteropServices;

namespace Samples;

/// <summary>
/// Ties the process to the one that started it: it stops when standard input ends, which also happens when the parent is killed.
/// Ctrl-C reaches every process of a terminal at once, so it is left to the parent, which may still want answers.
/// </summary>
internal sealed class ParentLifetime(IHostApplicationLifetime application, ILogger<ParentLifetime> logger) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGQUIT, signal => signal.Cancel = true));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            application.StopApplication();
        }));
        new Thread(WatchInput) { IsBackground = true, Name = "parent" }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signals.ForEach(signal => signal.Dispose());

    private void WatchInput()
    {
        Span<byte> buffer = stackalloc byte[64];
        using var input = Console.OpenStandardInput();
        try
        {
            while (input.Read(buffer) > 0)
            {
            }
        }
        catch (IOException problem)
        {
            logger.LogWarning("Standard input cannot be read: {Problem}", problem.Message);
        }

        application.StopApplication();
    }
}
