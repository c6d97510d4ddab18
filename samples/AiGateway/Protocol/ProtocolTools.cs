using System.Text.Json;
using AiGateway.Tools;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace AiGateway.Protocol;

/// <summary>The tools as the protocol knows them: the same ones, with the same limits, as over plain HTTP.</summary>
internal sealed class ProtocolTools(ToolRunner runner)
{
    private readonly ListToolsResult _list = new()
    {
        Tools = [.. ToolCatalog.All.Select(tool => new ModelContextProtocol.Protocol.Tool
        {
            Name = tool.Name,
            Description = tool.Description,
            InputSchema = tool.Schema,
            Annotations = new ToolAnnotations { ReadOnlyHint = tool.Sensitivity == Sensitivity.Low, DestructiveHint = tool.NeedsApproval },
        })],
    };

    /// <summary>What a user's session can do.</summary>
    public McpServerOptions Of(string user) => new()
    {
        ServerInfo = new Implementation { Name = ToolEndpoints.Service, Version = "1.0.0" },
        Capabilities = new ServerCapabilities { Tools = new ToolsCapability() },
        Handlers = new McpServerHandlers
        {
            ListToolsHandler = (_, _) => ValueTask.FromResult(_list),
            CallToolHandler = async (request, cancellationToken) => await Call(request.Params!, user, cancellationToken),
        },
    };

    // A tool that fails is an answer that the model reads, not an error of the protocol.
    private async Task<CallToolResult> Call(CallToolRequestParams call, string user, CancellationToken cancellationToken)
    {
        var arguments = call.Arguments ?? new Dictionary<string, JsonElement>();
        var caller = new ToolCaller(user, null, Guid.NewGuid().ToString());
        var outcome = await runner.Call(call.Name, new Dictionary<string, JsonElement>(arguments), caller, cancellationToken);
        return new CallToolResult
        {
            IsError = !outcome.IsSuccess,
            Content = [new TextContentBlock { Text = outcome.IsSuccess ? outcome.Result!.ToString() : outcome.Error! }],
            StructuredContent = JsonElement.Parse(outcome.ToJson().ToJsonString()),
        };
    }
}
