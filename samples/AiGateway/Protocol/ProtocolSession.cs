using ModelContextProtocol.Server;

namespace AiGateway.Protocol;

/// <summary>One client's session: the library's server and its transport.</summary>
internal sealed class ProtocolSession : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly McpServer _server;
    private readonly Task _running;

    public ProtocolSession(string id, string user, McpServerOptions options, ILoggerFactory loggers)
    {
        (Id, User) = (id, user);
        Transport = new StreamableHttpServerTransport(loggers) { SessionId = id };
        _server = McpServer.Create(Transport, options, loggers);
        _running = _server.RunAsync(_stop.Token);
    }

    public string Id { get; }

    /// <summary>Whose it is; another's requests do not find it.</summary>
    public string User { get; }

    public StreamableHttpServerTransport Transport { get; }

    /// <summary>When it was last used, as a timestamp of the clock.</summary>
    public long Used { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Transport.DisposeAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _server.DisposeAsync();
        _stop.Dispose();
    }
}
