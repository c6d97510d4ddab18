using AiGateway.Answers;
using AiGateway.Approvals;
using AiGateway.Peers;
using AiGateway.Protocol;
using AiGateway.Sandbox;
using AiGateway.Tools;

namespace AiGateway.Hosting;

/// <summary>mcp_server: tools in a sandbox, over plain HTTP and over the Model Context Protocol.</summary>
internal sealed class McpServerService(AiGatewayOptions options, PeerAddresses peers, HttpClient client, ILoggerFactory loggers) : IRoleService
{
    private readonly SandboxFolder _folder = new("sandbox");
    private readonly ProtocolSessions _sessions = new(loggers, TimeProvider.System);
    private ApprovalCleaner? _cleaner;

    public void Map(WebApplication app)
    {
        var clock = TimeProvider.System;
        var files = new SandboxFiles(_folder);
        var repository = new SandboxRepository(files, clock);
        files.Write("README.md", "# Sandbox\n\nFiles that tools may read and write.\n");
        files.Write("notes/today.txt", "nothing yet\n");
        files.Write("src/hello.py", "print('hello')\n");
        repository.CommitAll("The first files");

        var metrics = new ToolMetrics();
        var limiter = new RateLimiter(clock);
        var gate = new ConcurrencyGate();
        var approvals = new ApprovalStore(options.ApprovalTimeToLive, clock);
        _cleaner = new ApprovalCleaner(approvals, clock);
        var tools = new ToolSet(files, repository, peers, new Peer(peers, Role.ApiGateway, client), new Peer(peers, Role.RagService, client), client);
        var runner = new ToolRunner(tools, limiter, gate, approvals, metrics, app.Logger);

        Pipeline.Use(app, options, new DetailShape(), text => metrics.Write(text, gate, _sessions.Count));
        SandboxPages.Map(app);
        new ToolEndpoints(runner, limiter, gate).Map(app);
        new ApprovalEndpoints(approvals, options.AdminKey).Map(app);
        new ProtocolEndpoints(_sessions, new ProtocolTools(runner)).Map(app);
    }

    public async ValueTask DisposeAsync()
    {
        _cleaner?.Dispose();
        await _sessions.DisposeAsync();
        _folder.Dispose();
    }
}
