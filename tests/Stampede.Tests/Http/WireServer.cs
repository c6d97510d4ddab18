using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Stampede.Tests;

/// <summary>A TCP or TLS server on loopback that plays a script on each connection: as bad a server as a test wants.</summary>
internal sealed class WireServer : IAsyncDisposable
{
    private const string Established = "01";

    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _closed = new(0);
    private readonly Socket _listener;
    private readonly Func<WirePeer, Task> _script;
    private readonly X509Certificate2? _certificate;
    private readonly Task _accepting;
    private readonly List<Task> _playing = [];
    private int _connections;
    private int _open;

    public WireServer(Func<WirePeer, Task> script, string address = "127.0.0.1", int port = 0, X509Certificate2? certificate = null)
    {
        _script = script;
        _certificate = certificate;
        var ip = IPAddress.Parse(address);
        _listener = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(new IPEndPoint(ip, port));
        _listener.Listen();
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = Task.Run(Accept);
    }

    public int Port { get; }

    /// <summary>http(s)://localhost:port over TLS, else by address.</summary>
    public string Url => _certificate is not null
        ? $"https://localhost:{Port}"
        : $"http://{(_listener.AddressFamily == AddressFamily.InterNetworkV6 ? "[::1]" : ((IPEndPoint)_listener.LocalEndPoint!).Address)}:{Port}";

    /// <summary>What scripts have read, in order.</summary>
    public ConcurrentQueue<WireRequest> Requests { get; } = new();

    /// <summary>Bytes sent by each TLS handshake.</summary>
    public ConcurrentQueue<long> HandshakeBytes { get; } = new();

    /// <summary>Connections accepted so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The most connections that were open at once.</summary>
    public int MostOpen { get; private set; }

    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Holds the thread until so many connections more have been closed by their scripts. An event loop that waits here does not see it.</summary>
    public void HoldUntilClosed(int connections = 1)
    {
        for (; connections > 0; connections--)
        {
            Assert.True(_closed.Wait(TimeSpan.FromMinutes(1)), "The script goes on.");
        }

        // A busy system may let the other side know a little later.
        var peer = string.Create(CultureInfo.InvariantCulture, $":{Port:X4}");
        while (File.ReadLines("/proc/net/tcp").Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Any(f => f[2].EndsWith(peer, StringComparison.Ordinal) && f[3] == Established))
        {
            Thread.Sleep(1);
        }
    }

    /// <summary>Answers each request with the same bytes, connection kept.</summary>
    public static WireServer Answering(string answer, string address = "127.0.0.1", int port = 0, X509Certificate2? certificate = null) =>
        new(
            async peer =>
            {
                while (await peer.Read() is not null)
                {
                    await peer.Send(answer);
                }
            },
            address,
            port,
            certificate);

    /// <summary>Plays one script per connection, in order; the last one for all that follow.</summary>
    public static WireServer Playing(params Func<WirePeer, Task>[] scripts) =>
        new(peer => scripts[Math.Min(peer.Number, scripts.Length) - 1](peer));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
        Task[] playing;
        lock (_playing)
        {
            playing = [.. _playing];
        }

        await Task.WhenAll(playing);
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_stopping.Token);
                var number = Interlocked.Increment(ref _connections);
                lock (_playing)
                {
                    MostOpen = Math.Max(MostOpen, ++_open);
                    _playing.Add(Task.Run(() => Play(socket, number)));
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task Play(Socket socket, int number)
    {
        try
        {
            socket.NoDelay = true;
            Stream stream = new NetworkStream(socket);
            if (_certificate is not null)
            {
                var counted = new CountingStream(stream);
                var tls = new SslStream(counted);
                stream = tls;
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stopping.Token);
                HandshakeBytes.Enqueue(counted.Written);
            }

            await _script(new WirePeer(this, socket, stream, number));
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException or SocketException
            or System.Security.Authentication.AuthenticationException)
        {
            // The client went away, or the test is over.
        }
        finally
        {
            socket.Dispose();
            lock (_playing)
            {
                _open--;
            }

            _closed.Release();
        }
    }
}
