namespace Stampede.Engine;

/// <summary>An event loop where there is no epoll: sockets complete on the thread pool and are posted to the loop's thread.</summary>
internal sealed class PortableLoop(int index) : EventLoop(index)
{
    private readonly AutoResetEvent _signal = new(false);
    private readonly HashSet<PortableSocket> _sockets = [];

    public override LoopSocket NewSocket(ISocketOwner owner) => new PortableSocket(this, owner);

    internal void Register(PortableSocket socket)
    {
        _sockets.Add(socket);
        OpenSockets = _sockets.Count;
    }

    internal void Unregister(PortableSocket socket)
    {
        _sockets.Remove(socket);
        OpenSockets = _sockets.Count;
    }

    protected override void Poll(long ticks)
    {
        if (ticks > 0)
        {
            _signal.WaitOne(MonotonicClock.CeilingMilliseconds(ticks));
        }
    }

    protected override void DispatchEvents()
    {
        // Completions come as posted work.
    }

    protected override void Wake() => _signal.Set();

    protected override void Release()
    {
        foreach (var socket in _sockets.ToArray())
        {
            socket.Close();
        }
    }
}
