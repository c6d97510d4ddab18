using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Stampede.Tests;

/// <summary>A small HTTP server on a free loopback port that keeps what it received.</summary>
internal sealed class TestServer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentBag<Socket> _sockets = [];
    private readonly ConcurrentQueue<TestRequest> _requests = new();
    private readonly Func<TestRequest, Reply> _answer;
    private int _connections;

    /// <summary>Answers 200 with an empty body, or what the function says.</summary>
    public TestServer(Func<TestRequest, Reply>? answer = null)
    {
        _answer = answer ?? (static _ => new Reply());
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(512);
        _ = Accept();
    }

    public TestServer(string body)
        : this(_ => new Reply(200, body))
    {
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public string Url => $"http://127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>What was received so far, in order.</summary>
    public IReadOnlyList<TestRequest> Requests => [.. _requests];

    public TestRequest Last => _requests.Last();

    /// <summary>Connections accepted so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var socket in _sockets)
        {
            socket.Dispose();
        }
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync();
                socket.NoDelay = true;
                _sockets.Add(socket);
                _ = Serve(socket, Interlocked.Increment(ref _connections));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Serve(Socket socket, int connection)
    {
        try
        {
            await using var stream = new BufferedStream(new NetworkStream(socket, ownsSocket: true), 16384);
            while (await Read(stream, connection) is { } request)
            {
                _requests.Enqueue(request);
                var reply = _answer(request);
                if (reply.Never)
                {
                    await Task.Delay(Timeout.Infinite);
                }

                if (reply.After > TimeSpan.Zero)
                {
                    await AtLeast.Delay(reply.After);
                }

                if (reply.Hangup)
                {
                    return;
                }

                await socket.SendAsync(reply.ToBytes(request.Method == "HEAD"));
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            // The client has gone, or the test is over.
        }
    }

    private static async Task<TestRequest?> Read(BufferedStream stream, int connection)
    {
        if (await Line(stream) is not { Length: > 0 } first)
        {
            return null;
        }

        var headers = new List<KeyValuePair<string, string>>();
        while (await Line(stream) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add(new(line[..colon], line[(colon + 1)..].Trim()));
        }

        var parts = first.Split(' ');
        var request = new TestRequest(parts[0], parts[1], headers, [], connection);
        if (request.Header("Transfer-Encoding") == "chunked")
        {
            return request with { Body = await Chunks(stream) };
        }

        var body = new byte[int.Parse(request.Header("Content-Length") ?? "0", CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body);
        return request with { Body = body };
    }

    private static async Task<byte[]> Chunks(BufferedStream stream)
    {
        var body = new MemoryStream();
        while (true)
        {
            var size = int.Parse((await Line(stream))!, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var chunk = new byte[size];
            await stream.ReadExactlyAsync(chunk);
            await Line(stream);
            if (size == 0)
            {
                return body.ToArray();
            }

            body.Write(chunk);
        }
    }

    private static async Task<string?> Line(BufferedStream stream)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one) == 1)
        {
            if (one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)one[0]);
        }

        return null;
    }
}
