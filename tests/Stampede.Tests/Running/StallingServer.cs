using System.Diagnostics;

namespace Stampede.Tests;

/// <summary>Answers at once, until there have been so many requests; what comes then, for some time, is held until the end of that time.</summary>
internal sealed class StallingServer : IDisposable
{
    private readonly Lock _gate = new();
    private Stopwatch? _stall;
    private int _asked;

    public StallingServer(int after, TimeSpan length) => Server = new TestServer(_ =>
    {
        lock (_gate)
        {
            if (++_asked > after)
            {
                _stall ??= Stopwatch.StartNew();
            }

            return new Reply { After = _stall is { } stall && stall.Elapsed < length ? length - stall.Elapsed : TimeSpan.Zero };
        }
    });

    public TestServer Server { get; }

    public void Dispose() => Server.Dispose();
}
