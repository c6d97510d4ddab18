using System.Net.Sockets;

namespace Stampede.Engine;

/// <summary>Who uses a socket. Called on the loop's thread, never from within the owner's own calls.</summary>
internal interface ISocketOwner
{
    /// <summary>The connect ended, well or not.</summary>
    void OnConnected(SocketError error);

    /// <summary>There may be something to receive: bytes, the end, an error.</summary>
    void OnReadable();

    /// <summary>There may be room to send again.</summary>
    void OnWritable();
}
