namespace Stampede.Engine;

/// <summary>The connections of one user: one kept alive per origin, up to six at once where a batch asks for them.</summary>
internal sealed class ConnectionSet(HttpEngine engine, EventLoop loop)
{
    /// <summary>Connections kept beside the first; before one more is opened, the oldest idle one is closed.</summary>
    private const int MostIdle = 8;

    private HttpConnection? _only;
    private List<HttpConnection>? _others;

    public HttpEngine Engine { get; } = engine;

    public EventLoop Loop { get; } = loop;

    /// <summary>Sends an exchange on an idle connection of its origin, else on a new one. On the loop's thread.</summary>
    public void Send(Exchange exchange)
    {
        exchange.Connections = this;
        Loop.Exchanges.Add(exchange);
        if (_only is { IsIdle: true } only && only.Serves(exchange))
        {
            only.Begin(exchange);
            return;
        }

        (FindIdle(exchange) ?? Open(exchange)).Begin(exchange);
    }

    /// <summary>Sends an exchange on a new connection: others that are idle may have ended as the one before did.</summary>
    public void SendAgain(Exchange exchange)
    {
        Loop.Exchanges.Add(exchange);
        Open(exchange).Begin(exchange);
    }

    /// <summary>A connection is closed.</summary>
    public void Remove(HttpConnection connection)
    {
        if (ReferenceEquals(_only, connection))
        {
            _only = null;
        }
        else
        {
            _others?.Remove(connection);
        }
    }

    /// <summary>Closes all; exchanges under way end as aborted.</summary>
    public void Close()
    {
        // The idle ones first: ending a request resumes its user, who may send the next at once; that one is to live.
        List<HttpConnection> all = [.. _others ?? []];
        if (_only is not null)
        {
            all.Add(_only);
        }

        var busy = all.FindAll(static c => !c.IsIdle);
        foreach (var connection in all)
        {
            if (connection.IsIdle)
            {
                connection.Abort();
            }
        }

        foreach (var connection in busy)
        {
            connection.Abort();
        }
    }

    private HttpConnection? FindIdle(Exchange exchange)
    {
        if (_others is not null)
        {
            foreach (var connection in _others)
            {
                if (connection.IsIdle && connection.Serves(exchange))
                {
                    return connection;
                }
            }
        }

        return null;
    }

    private HttpConnection Open(Exchange exchange)
    {
        var connection = new HttpConnection(this, exchange.Origin, exchange.TrustAnyCertificate);
        if (_only is null)
        {
            _only = connection;
            return connection;
        }

        _others ??= [];
        if (_others.Count >= MostIdle && _others.Find(static c => c.IsIdle) is { } oldest)
        {
            oldest.Abort();
        }

        _others.Add(connection);
        return connection;
    }
}
