using System.Net;
using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Stampede.IntegrationTests;

/// <summary>The Model Context Protocol, as its official client speaks it.</summary>
public sealed class AiGatewayProtocolTests(AiGatewayFixture fixture) : IClassFixture<AiGatewayFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_official_client_lists_tools_calls_them_and_leaves()
    {
        await using (var client = await Connect("protocol"))
        {
            Assert.Equal("mcp-server", client.ServerInfo!.Name);
            var tools = await client.ListToolsAsync(cancellationToken: Token);
            Assert.Equal(16, tools.Count);

            var read = await client.CallToolAsync("read_file", new Dictionary<string, object?> { ["path"] = "README.md" }, cancellationToken: Token);
            Assert.NotEqual(true, read.IsError);
            Assert.Contains("Sandbox", Assert.IsType<TextContentBlock>(Assert.Single(read.Content)).Text);
            Assert.Contains("mcp_sessions{} 1", (await (await fixture.Process.Mcp.Get("/metrics")).Text()).Replace("mcp_sessions 1", "mcp_sessions{} 1", StringComparison.Ordinal));
        }

        Assert.DoesNotContain("mcp_sessions 1", await (await fixture.Process.Mcp.Get("/metrics")).Text());
    }

    [Fact]
    public async Task What_fails_is_an_answer_that_the_model_can_read()
    {
        await using var client = await Connect("curious");

        var outside = await client.CallToolAsync("read_file", new Dictionary<string, object?> { ["path"] = "../../etc/passwd" }, cancellationToken: Token);
        var nothing = await client.CallToolAsync("no_such_tool", cancellationToken: Token);

        Assert.True(outside.IsError);
        Assert.Equal("access_denied", outside.StructuredContent!.Value.GetProperty("error_type").GetString());
        Assert.True(nothing.IsError);
    }

    [Fact]
    public async Task Limits_are_those_of_plain_HTTP_and_shared_with_it()
    {
        await using var client = await Connect("both");
        for (var i = 0; i < 6; i++)
        {
            await fixture.Process.Call("switch_model", """{"model":"chat-7b"}""", "both");
        }

        var refused = await client.CallToolAsync("switch_model", new Dictionary<string, object?> { ["model"] = "chat-7b" }, cancellationToken: Token);

        Assert.Equal("rate_limit", refused.StructuredContent!.Value.GetProperty("error_type").GetString());
    }

    [Theory]
    [InlineData("{", null, HttpStatusCode.BadRequest, "no message of JSON-RPC")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", null, HttpStatusCode.BadRequest, "a session begins with initialize")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":5}""", null, HttpStatusCode.BadRequest, "not those of the method")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", "unknown", HttpStatusCode.NotFound, "There is no such session")]
    public async Task A_message_that_does_not_belong_anywhere_is_refused(string body, string? session, HttpStatusCode status, string problem)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = new StringContent(body) };
        request.Headers.Add("Accept", "application/json, text/event-stream");
        if (session is not null)
        {
            request.Headers.Add("Mcp-Session-Id", session);
        }

        var answer = await fixture.Process.Mcp.SendAsync(request, Token);

        Assert.Equal(status, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Mcp-Session-Id"));
        Assert.Contains(problem, (await answer.Json()).GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_client_that_cannot_read_a_stream_is_refused()
    {
        var answer = await fixture.Process.Mcp.PostJson("/mcp", "{}");

        Assert.Equal(HttpStatusCode.NotAcceptable, answer.StatusCode);
        Assert.Equal(JsonValueKind.Null, (await answer.Json()).GetProperty("id").ValueKind);
    }

    private Task<McpClient> Connect(string user) => McpClient.CreateAsync(
        new HttpClientTransport(new HttpClientTransportOptions
        {
            Endpoint = new(fixture.Process.Mcp.BaseAddress!, "/mcp"),
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = new Dictionary<string, string> { ["X-User-ID"] = user },
        }),
        cancellationToken: Token);
}
