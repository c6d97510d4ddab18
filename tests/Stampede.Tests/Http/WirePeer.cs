using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Stampede.Tests;

/// <summary>One accepted connection, for a script to play on.</summary>
internal sealed class WirePeer(WireServer server, Socket socket, Stream stream, int number)
{
    private readonly byte[] _buffer = new byte[65536];
    private int _start;
    private int _end;

    /// <summary>The how manieth connection of its server this is, from 1.</summary>
    public int Number => number;

    /// <summary>Reads a whole request; null where the client has closed instead.</summary>
    public async Task<WireRequest?> Read()
    {
        var head = await ReadHead();
        if (head is null)
        {
            return null;
        }

        var request = new WireRequest(number, head, []);
        if (request.Header("Transfer-Encoding") is not null)
        {
            request = request with { Body = await ReadChunks() };
        }
        else if (request.Header("Content-Length") is { } length)
        {
            request = request with { Body = await ReadBytes(int.Parse(length, CultureInfo.InvariantCulture)) };
        }

        server.Requests.Enqueue(request);
        return request;
    }

    /// <summary>Reads a request's head only.</summary>
    public async Task<string?> ReadHead()
    {
        var head = new StringBuilder();
        while (true)
        {
            var line = await ReadLine();
            if (line is null)
            {
                return null;
            }

            head.Append(line).Append("\r\n");
            if (line.Length == 0)
            {
                return head.ToString();
            }
        }
    }

    /// <summary>Reads and forgets until the client ends the connection.</summary>
    public async Task ReadToEnd()
    {
        while (await Fill())
        {
            _start = _end;
        }
    }

    public Task Send(string text) => Send(Encoding.Latin1.GetBytes(text));

    public async Task Send(byte[] bytes)
    {
        await stream.WriteAsync(bytes, server.Stopping);
        await stream.FlushAsync(server.Stopping);
    }

    /// <summary>Sends bytes past TLS.</summary>
    public async Task SendRaw(byte[] bytes) => await socket.SendAsync(bytes, server.Stopping);

    /// <summary>Sends 200 with a body and its length.</summary>
    public Task Answer(string body = "ok") => Send($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    public Task Wait(int milliseconds) => AtLeast.Delay(TimeSpan.FromMilliseconds(milliseconds), server.Stopping);

    /// <summary>Does nothing until the test is over.</summary>
    public Task Forever() => Task.Delay(Timeout.Infinite, server.Stopping);

    public void EndSending() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>Ends the connection by RST.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    public async Task<byte[]> ReadBytes(int count)
    {
        var bytes = new byte[count];
        for (var done = 0; done < count;)
        {
            if (_start == _end && !await Fill())
            {
                throw new EndOfStreamException($"The client ended {count - done} bytes before the end of its body.");
            }

            var length = Math.Min(count - done, _end - _start);
            _buffer.AsSpan(_start, length).CopyTo(bytes.AsSpan(done));
            _start += length;
            done += length;
        }

        return bytes;
    }

    private async Task<byte[]> ReadChunks()
    {
        var body = new MemoryStream();
        while (true)
        {
            var size = int.Parse(await ReadLine() ?? throw new EndOfStreamException("The client ended within its body."), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Write(await ReadBytes(size));
            if (await ReadLine() is not "")
            {
                throw new InvalidDataException("A chunk does not end with its line.");
            }

            if (size == 0)
            {
                return body.ToArray();
            }
        }
    }

    private async Task<string?> ReadLine()
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end && !await Fill())
            {
                return null;
            }

            var next = (char)_buffer[_start++];
            if (next == '\n')
            {
                return line.ToString(0, line.Length - 1);
            }

            line.Append(next);
        }
    }

    private async Task<bool> Fill()
    {
        _start = 0;
        _end = await stream.ReadAsync(_buffer, server.Stopping);
        return _end > 0;
    }
}
