using System.Runtime.InteropServices;

namespace Stampede.Engine;

/// <summary>Ctrl-C and SIGTERM: the first stops the run, so that it is judged; the second ends the process at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Action _stopping;
    private readonly Action _kill;
    private int _count;

    /// <param name="stopping">Called at the first signal.</param>
    /// <param name="kill">Called at the second: it ends the process.</param>
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
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM])
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                Signal();
            }));
        }
    }

    /// <summary>What a signal does.</summary>
    public void Signal()
    {
        switch (Interlocked.Increment(ref _count))
        {
            case 1:
                _stopping();
                _stop.Cancel();
                break;
            case 2:
                _kill();
                break;
        }
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        // The source stays: a signal may be on its way, and it holds nothing.
    }
}
