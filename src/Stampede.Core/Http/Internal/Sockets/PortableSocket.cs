using System.Net;
using System.Net.Sockets;

namespace Stampede.Engine;

/// <summary>
/// A socket on <see cref="SocketAsyncEventArgs"/>: readiness by receiving zero bytes, sends that find no room are copied and completed by the
/// system. Completions arrive on the thread pool and are posted to the loop.
/// </summary>
internal sealed class PortableSocket : LoopSocket
{
    private readonly PortableLoop _loop;
    private readonly ISocketOwner _owner;
    private readonly Completion _reading;
    private readonly Completion _writing;
    private Socket? _socket;
    private byte[]? _pending;

    public PortableSocket(PortableLoop loop, ISocketOwner owner)
    {
        _loop = loop;
        _owner = owner;
        _reading = new Completion(loop, OnReadDone);
        _writing = new Completion(loop, OnWriteDone);
    }

    public override SocketError Connect(IPEndPoint address)
    {
        try
        {
            _socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, Blocking = false };
        }
        catch (SocketException exception)
        {
            return Error = exception.SocketErrorCode;
        }

        _loop.Register(this);
        _writing.Connecting = true;
        _writing.RemoteEndPoint = address;
        _writing.Start(_socket.ConnectAsync(_writing));
        return SocketError.Success;
    }

    public override bool HasEnded()
    {
        // Readiness tells nothing of an end here: look.
        Span<byte> one = stackalloc byte[1];
        var received = _socket!.Receive(one, SocketFlags.Peek, out var error);
        Remember(error);
        return received == 0 && error != SocketError.WouldBlock;
    }

    public override int Receive(Span<byte> buffer)
    {
        var received = _socket!.Receive(buffer, SocketFlags.None, out var error);
        var result = Received(Result(received, error));

        // An end that a receive under way has been told of too, perhaps as a reset: it decides.
        return result == 0 && _reading.Busy ? WouldBlock : result;
    }

    public override int Send(ReadOnlySpan<byte> buffer)
    {
        if (_writing.Busy)
        {
            return WouldBlock;
        }

        if (_writing.FailedLater is { } late)
        {
            Error = late;
            return Failed;
        }

        var sent = _socket!.Send(buffer, SocketFlags.None, out var error);
        if (error != SocketError.WouldBlock)
        {
            return Result(sent, error);
        }

        // No room: hand a copy to the system, which tells when it is gone.
        _pending ??= new byte[ReceiveBuffers.Large];
        var length = Math.Min(buffer.Length, _pending.Length);
        buffer[..length].CopyTo(_pending);
        _writing.SetBuffer(_pending, 0, length);
        _writing.Start(_socket.SendAsync(_writing));
        return length;
    }

    public override void AwaitReadable()
    {
        if (!_reading.Busy && _socket is not null)
        {
            _reading.SetBuffer(Memory<byte>.Empty);
            _reading.Start(_socket.ReceiveAsync(_reading));
        }
    }

    public override void AwaitWritable()
    {
        if (!_writing.Busy)
        {
            _loop.Enqueue(_writing);
        }
    }

    public override void Close()
    {
        if (_socket is { } socket)
        {
            _socket = null;
            _loop.Unregister(this);
            socket.Dispose();
        }
    }

    private int Result(int transferred, SocketError error)
    {
        switch (error)
        {
            case SocketError.Success:
                return transferred;
            case SocketError.WouldBlock:
                return WouldBlock;
            default:
                Remember(error);
                Error = error;
                return Failed;
        }
    }

    private void OnReadDone()
    {
        if (_socket is not null)
        {
            Remember(_reading.SocketError);
            _owner.OnReadable();
        }
    }

    private void OnWriteDone()
    {
        if (_socket is null)
        {
            return;
        }

        if (_writing.Connecting)
        {
            _writing.Connecting = false;
            _owner.OnConnected(_writing.SocketError);
            return;
        }

        if (_writing.SocketError != SocketError.Success)
        {
            _writing.FailedLater = _writing.SocketError;
            Remember(_writing.SocketError);
        }

        _owner.OnWritable();
    }

    private sealed class Completion(PortableLoop loop, Action done) : SocketAsyncEventArgs(true), ILoopWork
    {
        public bool Busy { get; private set; }

        public bool Connecting { get; set; }

        public SocketError? FailedLater { get; set; }

        public void Start(bool pending)
        {
            Busy = true;
            if (!pending)
            {
                loop.Post(this);
            }
        }

        public void Run()
        {
            Busy = false;
            done();
        }

        protected override void OnCompleted(SocketAsyncEventArgs e) => loop.Post(this);
    }
}
