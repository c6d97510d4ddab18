using System.Net;
using System.Net.Sockets;

namespace Stampede.Engine;

/// <summary>
/// Connects a connection: resolves the name where that has not been done, tries the host's addresses one after the other, each once. What happens is
/// told to the connection, never from within its own call.
/// </summary>
internal sealed class Connector(HttpConnection connection, ConnectionSet set, Origin origin)
{
    private readonly long _started = MonotonicClock.Ticks;
    private IPEndPoint? _address;
    private int _attempts;

    /// <summary>The socket of the present attempt; null between two.</summary>
    public LoopSocket? Socket { get; private set; }

    /// <summary>Ticks since the first attempt began, name resolution included.</summary>
    public long Elapsed(long now) => now - _started;

    public void Start()
    {
        if (!set.Engine.Hosts.TryNext(origin, out var address))
        {
            _ = Resolve();
            return;
        }

        _attempts++;
        _address = address;
        Socket = set.Loop.NewSocket(connection);
        var error = Socket.Connect(address!);
        if (error != SocketError.Success)
        {
            Socket = null;
            set.Loop.Enqueue(new Refusal(connection, this, error));
        }
    }

    /// <summary>An attempt failed. True: another address is tried. False: this is why there is no connection.</summary>
    public bool TryAnother(SocketError error, out TransportError reason, out string detail)
    {
        Close();
        reason = SocketErrors.OnConnect(error);
        detail = Explain(reason, error);
        if (reason is TransportError.TooManyOpenFiles or TransportError.NoFreePort)
        {
            return false;
        }

        set.Engine.Hosts.Failed(origin, _address!);
        if (_attempts >= set.Engine.Hosts.CountOf(origin))
        {
            return false;
        }

        Start();
        return true;
    }

    public void Close()
    {
        Socket?.Close();
        Socket = null;
    }

    private async Task Resolve()
    {
        string? problem = null;
        try
        {
            await set.Engine.Hosts.Resolve(origin.Host, CancellationToken.None);
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            problem = $"The host name '{origin.Host}' could not be resolved";
        }

        await Task.Yield();
        await new LoopSwitch(set.Loop);
        if (!connection.IsConnecting(this))
        {
            return;
        }

        if (problem is null)
        {
            Start();
        }
        else
        {
            connection.OnUnresolved(problem);
        }
    }

    private string Explain(TransportError reason, SocketError error) => reason switch
    {
        TransportError.ConnectionRefused => $"Nobody listens at {origin}",
        TransportError.TooManyOpenFiles => "No file descriptor left: raise the limit of open files (ulimit -n)",
        TransportError.NoFreePort => $"No free local port for {origin}: too many connections opened and closed",
        TransportError.Unreachable => $"No route to {origin}",
        TransportError.ConnectTimeout => $"{origin} did not answer the connect",
        _ => $"Connecting to {origin} failed: {error}",
    };

    private sealed class Refusal(HttpConnection connection, Connector connector, SocketError error) : ILoopWork
    {
        public void Run()
        {
            if (connection.IsConnecting(connector))
            {
                connection.OnConnected(error);
            }
        }
    }
}
