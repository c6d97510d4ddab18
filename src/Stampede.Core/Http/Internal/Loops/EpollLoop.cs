using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Stampede.Engine;

/// <summary>
/// An event loop on Linux's epoll. An event's data is (generation &lt;&lt; 32 | descriptor): an event for a descriptor that was closed and
/// given out again in the same turn is recognised by its generation and dropped.
/// </summary>
internal sealed unsafe class EpollLoop : EventLoop
{
    private const int MostEvents = 512;

    /// <summary>Whether this system can wait for parts of a millisecond: Linux 5.11 and a C library that knows it. Found out by the first call.</summary>
    private static volatile bool _isExact = true;

    private readonly int _epoll;
    private readonly int _wake;
    private readonly byte[] _events = GC.AllocateArray<byte>(MostEvents * 16, pinned: true);
    private EpollSocket?[] _sockets = new EpollSocket?[256];
    private uint[] _generations = new uint[256];
    private int _ready;

    public EpollLoop(int index)
        : base(index)
    {
        _epoll = Check(LibC.EpollCreate(LibC.EpollCloseOnExec), "epoll_create1");
        _wake = Check(LibC.EventFd(0, LibC.EventFdNonBlocking | LibC.EventFdCloseOnExec), "eventfd");
        Add(_wake, LibC.EpollIn, 0);
    }

    public override LoopSocket NewSocket(ISocketOwner owner) => new EpollSocket(this, owner);

    internal void Register(EpollSocket socket)
    {
        var descriptor = socket.Descriptor;
        if (descriptor >= _sockets.Length)
        {
            var size = Math.Max(descriptor + 1, _sockets.Length * 2);
            Array.Resize(ref _sockets, size);
            Array.Resize(ref _generations, size);
        }

        _sockets[descriptor] = socket;
        var generation = ++_generations[descriptor];
        OpenSockets++;
        Add(descriptor, LibC.EpollIn | LibC.EpollOut | LibC.EpollReadHangUp | LibC.EpollEdgeTriggered, generation);
    }

    internal void Unregister(EpollSocket socket)
    {
        // Closing the descriptor takes it out of the epoll instance.
        _sockets[socket.Descriptor] = null;
        OpenSockets--;
    }

    protected override void Poll(long ticks)
    {
        fixed (byte* events = _events)
        {
            if (ticks <= 0)
            {
                _ready = LibC.EpollWait(_epoll, events, MostEvents, 0);
            }
            else if (!_isExact || !TryPollExact(events, ticks))
            {
                _ready = LibC.EpollWait(_epoll, events, MostEvents, MonotonicClock.CeilingMilliseconds(ticks));
            }
        }

        if (_ready < 0)
        {
            _ready = 0;
        }
    }

    protected override void DispatchEvents()
    {
        for (var i = 0; i < _ready; i++)
        {
            ref var at = ref _events[i * LibC.EpollEventSize];
            var events = Unsafe.ReadUnaligned<int>(ref at);
            var data = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, LibC.EpollDataOffset));
            var descriptor = (int)(uint)data;
            if (descriptor == _wake)
            {
                Drain();
            }
            else if (_sockets[descriptor] is { } socket && _generations[descriptor] == (uint)(data >> 32))
            {
                socket.OnEvents(events);
            }
        }

        _ready = 0;
    }

    protected override void Wake()
    {
        var one = 1UL;
        LibC.Write(_wake, (byte*)&one, sizeof(ulong));
    }

    protected override void Release()
    {
        foreach (var socket in _sockets)
        {
            socket?.Close();
        }

        LibC.Close(_epoll);
        // The wake descriptor stays open until the process ends: another thread may be about to write to it, and a
        // closed number could by then be somebody else's file.
    }

    private bool TryPollExact(byte* events, long ticks)
    {
        var (seconds, rest) = Math.DivRem(ticks, Stopwatch.Frequency);
        var timeout = stackalloc long[2];
        timeout[0] = seconds;
        timeout[1] = (long)(rest * (1e9 / Stopwatch.Frequency));
        try
        {
            _ready = LibC.EpollWaitExact(_epoll, events, MostEvents, timeout, 0);
        }
        catch (EntryPointNotFoundException)
        {
            return _isExact = false;
        }

        // An old kernel below a new C library does not know the call.
        return _ready >= 0 || Marshal.GetLastPInvokeError() == LibC.ErrorInterrupted || (_isExact = false);
    }

    private void Drain()
    {
        ulong count;
        LibC.Read(_wake, (byte*)&count, sizeof(ulong));
    }

    private void Add(int descriptor, uint events, uint generation)
    {
        var buffer = stackalloc byte[16];
        Unsafe.WriteUnaligned(buffer, events);
        Unsafe.WriteUnaligned(buffer + LibC.EpollDataOffset, ((ulong)generation << 32) | (uint)descriptor);
        Check(LibC.EpollControl(_epoll, LibC.EpollAdd, descriptor, buffer), "epoll_ctl");
    }

    private static int Check(int result, string call) =>
        result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{call} failed");
}
