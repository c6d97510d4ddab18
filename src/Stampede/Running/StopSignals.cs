using System.Runtime.InteropServices;

namespace Stampede.Engine;

/// <summary>
/// Ctrl-C and SIGTERM: the first stops the run, so that it is judged. Another Ctrl-C ends the process at once; another SIGTERM says nothing new, as
/// it may come twice: to this process and to its group.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Action _stopping;
    private readonly Action _kill;
    private readonly Lock _lock = new();
    private bool _isStopping;
    private bool _isKilled;

    /// <param name="stopping">Called at the first signal.</param>
    /// <param name="kill">Called at a further Ctrl-C: it ends the process.</param>
    public StopSignals(Action stopping, Action kill)
    {
        _stopping = stopping;
        _kill = kill;
    }

    /// <summary>Cancelled at the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Takes the process's signals from now on.</summary>
    public void Register()
    {
        Register(PosixSignal.SIGINT, Interrupt);
        Register(PosixSignal.SIGTERM, Terminate);
    }

    /// <summary>What Ctrl-C does.</summary>
    public void Interrupt()
    {
        if (Stop())
        {
            return;
        }

        lock (_lock)
        {
            if (_isKilled)
            {
                return;
            }

            _isKilled = true;
        }

        _kill();
    }

    /// <summary>What SIGTERM does.</summary>
    public void Terminate() => Stop();

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        // The source stays: a signal may be on its way, and it holds nothing.
    }

    private void Register(PosixSignal signal, Action handle) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        handle();
    }));

    private bool Stop()
    {
        lock (_lock)
        {
            if (_isStopping)
            {
                return false;
            }

            _isStopping = true;
        }

        _stopping();
        _stop.Cancel();
        return true;
    }
}
