using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Stampede.Tests;

/// <summary>Answers every request with the same bytes at the least cost: a thread a connection, no parsing but for the end of a head.</summary>
internal sealed class CheapServer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] _answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray();

    public CheapServer()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        new Thread(Accept) { IsBackground = true, Name = "cheap-server" }.Start();
    }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}");

    public void Dispose() => _listener.Dispose();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var socket = _listener.Accept();
                socket.NoDelay = true;
                new Thread(() => Serve(socket)) { IsBackground = true, Name = "cheap-connection" }.Start();
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private void Serve(Socket socket)
    {
        using var owned = socket;
        var buffer = new byte[65536];
        try
        {
            // A client sends one request at a time: what ends with an empty line is one.
            for (int received, end = 0; (received = socket.Receive(buffer.AsSpan(end))) > 0;)
            {
                end += received;
                if (buffer.AsSpan(0, end).EndsWith("\r\n\r\n"u8))
                {
                    end = 0;
                    socket.Send(_answer);
                }
            }
        }
        catch (SocketException)
        {
            // The client has gone.
        }
    }
}
