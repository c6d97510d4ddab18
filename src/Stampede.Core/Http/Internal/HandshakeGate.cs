namespace Stampede.Engine;

/// <summary>Bounds the TLS handshakes under way: they cost a millisecond of CPU each, and a ramp starts many.</summary>
internal sealed class HandshakeGate(int most)
{
    private readonly Lock _lock = new();
    private readonly Queue<(EventLoop Loop, ILoopWork Work)> _waiting = new();
    private int _running;

    /// <summary>True: go ahead. False: <paramref name="work"/> is posted to its loop when it may; it then holds the place already.</summary>
    public bool TryEnter(EventLoop loop, ILoopWork work)
    {
        lock (_lock)
        {
            if (_running < most)
            {
                _running++;
                return true;
            }

            _waiting.Enqueue((loop, work));
            return false;
        }
    }

    public void Exit()
    {
        (EventLoop Loop, ILoopWork Work) next;
        lock (_lock)
        {
            if (!_waiting.TryDequeue(out next))
            {
                _running--;
                return;
            }
        }

        next.Loop.Post(next.Work);
    }
}
