using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Stampede.Engine;

/// <summary>A socket on Linux: a descriptor registered once, edge-triggered, with its loop's epoll instance.</summary>
internal sealed unsafe class EpollSocket(EpollLoop loop, ISocketOwner owner) : LoopSocket
{
    private int _descriptor = -1;
    private bool _connecting;

    public int Descriptor => _descriptor;

    public override SocketError Connect(IPEndPoint address)
    {
        var family = address.AddressFamily == AddressFamily.InterNetworkV6 ? LibC.AddressFamilyInet6 : LibC.AddressFamilyInet;
        var descriptor = LibC.Socket(family, LibC.StreamNonBlockingCloseOnExec, 0);
        if (descriptor < 0)
        {
            return Error = ErrorNumber.ToSocketError(Marshal.GetLastPInvokeError());
        }

        var one = 1;
        LibC.SetSocketOption(descriptor, LibC.ProtocolTcp, LibC.TcpNoDelay, &one, sizeof(int));
        var serialized = address.Serialize();
        fixed (byte* bytes = serialized.Buffer.Span)
        {
            if (LibC.Connect(descriptor, bytes, serialized.Size) != 0)
            {
                var number = Marshal.GetLastPInvokeError();
                if (number is not (LibC.ErrorInProgress or LibC.ErrorInterrupted))
                {
                    LibC.Close(descriptor);
                    return Error = ErrorNumber.ToSocketError(number);
                }
            }
        }

        _descriptor = descriptor;
        _connecting = true;
        loop.Register(this);
        return SocketError.Success;
    }

    public override bool HasEnded() => PeerEnded;

    public override int Receive(Span<byte> buffer)
    {
        fixed (byte* bytes = buffer)
        {
            while (true)
            {
                var received = LibC.Receive(_descriptor, bytes, buffer.Length, 0);
                if (received >= 0)
                {
                    return Received((int)received);
                }

                var number = Marshal.GetLastPInvokeError();
                if (number == LibC.ErrorAgain)
                {
                    return WouldBlock;
                }

                if (number != LibC.ErrorInterrupted)
                {
                    Error = ErrorNumber.ToSocketError(number);
                    return Failed;
                }
            }
        }
    }

    public override int Send(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* bytes = buffer)
        {
            while (true)
            {
                var sent = LibC.Send(_descriptor, bytes, buffer.Length, LibC.NoSignal);
                if (sent >= 0)
                {
                    return (int)sent;
                }

                var number = Marshal.GetLastPInvokeError();
                if (number == LibC.ErrorAgain)
                {
                    return WouldBlock;
                }

                if (number != LibC.ErrorInterrupted)
                {
                    Error = ErrorNumber.ToSocketError(number);
                    Remember(Error);
                    return Failed;
                }
            }
        }
    }

    public override void AwaitReadable()
    {
        // Registered for good: the edge comes by itself.
    }

    public override void AwaitWritable()
    {
        // As above.
    }

    public override void Close()
    {
        if (_descriptor >= 0)
        {
            loop.Unregister(this);
            LibC.Close(_descriptor);
            _descriptor = -1;
        }
    }

    internal void OnEvents(int events)
    {
        var isNew = _connecting;
        if (_connecting)
        {
            _connecting = false;
            int error;
            var length = sizeof(int);
            LibC.GetSocketOption(_descriptor, LibC.LevelSocket, LibC.SocketErrorOption, &error, &length);
            owner.OnConnected(ErrorNumber.ToSocketError(error));
            if (_descriptor < 0)
            {
                return;
            }
        }

        if ((events & (LibC.EpollReadHangUp | LibC.EpollHangUp | LibC.EpollError)) != 0)
        {
            PeerEnded = true;
        }

        if ((events & LibC.EpollOut) != 0 && !isNew)
        {
            owner.OnWritable();
        }

        // In the event of the connect too: a server that speaks (or ends) first causes no second edge.
        if (_descriptor >= 0 && (events & ~LibC.EpollOut) != 0)
        {
            owner.OnReadable();
        }
    }
}
