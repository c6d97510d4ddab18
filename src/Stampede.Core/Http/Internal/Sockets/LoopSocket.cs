using System.Net;
using System.Net.Sockets;

namespace Stampede.Engine;

/// <summary>
/// A non-blocking TCP socket of one event loop: the small interface between the HTTP engine and the system. Used from the loop's
/// thread only. Readiness is edge-triggered: after <see cref="WouldBlock"/> (or a short receive) the owner is called when there is more.
/// </summary>
internal abstract class LoopSocket
{
    private SocketError _reset;

    /// <summary>Result of Receive and Send: not now, the owner will be called.</summary>
    public const int WouldBlock = -1;

    /// <summary>Result of Receive and Send: <see cref="Error"/> says what.</summary>
    public const int Failed = -2;

    /// <summary>The error of the last failed call.</summary>
    public SocketError Error { get; protected set; }

    /// <summary>The peer has ended its side (or all is over): an error or the end follows what is still to be received.</summary>
    public bool PeerEnded { get; protected set; }

    /// <summary>Whether the end has come already, so that no further request is to be sent on it. Asked once an answer.</summary>
    public abstract bool HasEnded();

    /// <summary>Starts to connect; the owner hears of the end. Returns an error where not even a start is possible.</summary>
    public abstract SocketError Connect(IPEndPoint address);

    /// <summary>Bytes received, 0 at the end, <see cref="WouldBlock"/> or <see cref="Failed"/>.</summary>
    public abstract int Receive(Span<byte> buffer);

    /// <summary>Bytes that the system took, <see cref="WouldBlock"/> or <see cref="Failed"/>.</summary>
    public abstract int Send(ReadOnlySpan<byte> buffer);

    /// <summary>Asks to be called when there is something to receive; needed once before the first receive and after each <see cref="WouldBlock"/> or short receive.</summary>
    public abstract void AwaitReadable();

    /// <summary>Asks to be called when there is room to send.</summary>
    public abstract void AwaitWritable();

    /// <summary>Closes it; the owner is not called any more.</summary>
    public abstract void Close();

    /// <summary>The system tells of a reset once: where a send or a look at the socket was told, a receive after it would find a good end.</summary>
    protected void Remember(SocketError error)
    {
        if (error is SocketError.ConnectionReset or SocketError.ConnectionAborted)
        {
            _reset = error;
        }
    }

    /// <summary>What a receive gave, with a reset that was told before instead of an end.</summary>
    protected int Received(int received)
    {
        if (received != 0 || _reset == SocketError.Success)
        {
            return received;
        }

        Error = _reset;
        return Failed;
    }
}
