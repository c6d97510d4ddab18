using System.Net.Sockets;

namespace Stampede.Engine;

/// <summary>Socket errors as what they mean for an exchange.</summary>
internal static class SocketErrors
{
    public static TransportError OnConnect(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => TransportError.ConnectionRefused,
        SocketError.TimedOut => TransportError.ConnectTimeout,
        SocketError.TooManyOpenSockets => TransportError.TooManyOpenFiles,
        SocketError.AddressNotAvailable or SocketError.AddressAlreadyInUse => TransportError.NoFreePort,
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.HostDown
            or SocketError.AddressFamilyNotSupported => TransportError.Unreachable,
        SocketError.ConnectionReset or SocketError.ConnectionAborted => TransportError.ConnectionReset,
        _ => TransportError.Network,
    };

    public static TransportError OnTransfer(SocketError error) => error switch
    {
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => TransportError.ConnectionReset,
        SocketError.TimedOut => TransportError.Timeout,
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown => TransportError.Unreachable,
        _ => TransportError.Network,
    };
}
