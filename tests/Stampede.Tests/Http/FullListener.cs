using System.Net;
using System.Net.Sockets;

namespace Stampede.Tests;

/// <summary>A listener whose backlog is full: further connects are neither taken nor refused.</summary>
internal sealed class FullListener : IDisposable
{
    private readonly List<Socket> _sockets = [];

    public FullListener()
    {
        var listener = New();
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        var address = (IPEndPoint)listener.LocalEndPoint!;
        Url = $"http://127.0.0.1:{address.Port}";
        for (var i = 0; i < 8; i++)
        {
            var filler = New();
            filler.Blocking = false;
            try
            {
                filler.Connect(address);
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.WouldBlock)
            {
                // Under way, for good.
            }
        }
    }

    public string Url { get; }

    public void Dispose()
    {
        foreach (var socket in _sockets)
        {
            socket.Dispose();
        }
    }

    private Socket New()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(socket);
        return socket;
    }
}
