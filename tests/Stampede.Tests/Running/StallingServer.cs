using System.Diagnostics;

namespace Stampede.Tests;

/// <summary>Answers at once, but holds everything that comes during a stall until its end. Its time begins with its first request.</summary>
internal sealed class StallingServer : IDisposable
{
    private readonly Lock _gate = new();
    private Stopwatch? _elapsed;

    public StallingServer(TimeSpan begin, TimeSpan length) => Server = new TestServer(_ =>
    {
        lock (_gate)
        {
            _elapsed ??= Stopwatch.StartNew();
        }

        var now = _elapsed.Elapsed;
        return new Reply { After = now >= begin && now < begin + length ? begin + length - now : TimeSpan.Zero };
    });

    public TestServer Server { get; }

    public void Dispose() => Server.Dispose();
}
