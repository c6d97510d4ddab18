namespace Stampede.Engine;

/// <summary>What all connections of a run share: its loops, host table and TLS gate.</summary>
internal sealed class HttpEngine : IDisposable
{
    private readonly EventLoop[] _loops;

    /// <param name="loops">Event-loop threads; at least 1.</param>
    /// <param name="portable">Use the portable transport where epoll would do.</param>
    public HttpEngine(int loops, bool portable = false)
    {
        UsesEpoll = !portable && OperatingSystem.IsLinux();
        _loops = new EventLoop[loops];
        for (var i = 0; i < loops; i++)
        {
            _loops[i] = UsesEpoll ? new EpollLoop(i) : new PortableLoop(i);
            _loops[i].Start();
        }
    }

    /// <summary>One loop thread per two cores: on two cores one beats two by 13 to 30 % per CPU-second (design.md).</summary>
    public static int DefaultLoops => Math.Max(1, Environment.ProcessorCount / 2);

    public bool UsesEpoll { get; }

    public IReadOnlyList<EventLoop> Loops => _loops;

    public HostTable Hosts { get; } = new();

    public HandshakeGate Handshakes { get; } = new(2 * Environment.ProcessorCount);

    public int OpenSockets
    {
        get
        {
            var open = 0;
            foreach (var loop in _loops)
            {
                open += loop.OpenSockets;
            }

            return open;
        }
    }

    public void Dispose()
    {
        foreach (var loop in _loops)
        {
            loop.Dispose();
        }
    }
}
