using System.Text.Json.Serialization;

namespace AiGateway.Hosting;

/// <summary>One of the three services.</summary>
internal enum Role
{
    [JsonStringEnumMemberName("api_gateway")]
    ApiGateway,

    [JsonStringEnumMemberName("rag_service")]
    RagService,

    [JsonStringEnumMemberName("mcp_server")]
    McpServer,
}
