using System.Net;
using System.Text.Json;

namespace Stampede.IntegrationTests;

public sealed class AiGatewayToolTests(AiGatewayFixture fixture) : IClassFixture<AiGatewayFixture>
{
    private AiGatewayProcess Process => fixture.Process;

    [Fact]
    public async Task Tools_are_listed_with_their_sensitivity_limit_and_schema()
    {
        var tools = (await (await Process.Mcp.Get("/tools")).Json()).GetProperty("tools").EnumerateArray().ToDictionary(t => t.GetProperty("name").GetString()!);
        var info = await (await Process.Mcp.Get("/tool-info/switch_model")).Json();

        Assert.Equal(16, tools.Count);
        Assert.Equal("critical", tools["execute_bash"].GetProperty("sensitivity").GetString());
        Assert.True(tools["git_commit"].GetProperty("requires_approval").GetBoolean());
        Assert.Equal("path", tools["read_file"].GetProperty("input_schema").GetProperty("required")[0].GetString());
        Assert.Equal((5, 1, 300), (
            info.GetProperty("rate_limit").GetProperty("max_requests").GetInt32(),
            info.GetProperty("rate_limit").GetProperty("burst").GetInt32(),
            info.GetProperty("rate_limit").GetProperty("time_window").GetInt32()));
        Assert.Equal("""{"status":"ok","service":"mcp-server"}""", await (await Process.Mcp.Get("/health")).Text());
        Assert.Equal(HttpStatusCode.NotFound, (await Process.Mcp.Get("/tool-info/nothing")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Process.Mcp.PostJson("/execute", "{}")).StatusCode);
    }

    [Fact]
    public async Task A_file_can_be_written_read_staged_and_listed()
    {
        Assert.True(Succeeded(await Process.Call("write_file", """{"path":"/notes/plan.txt","content":"one\ntwo"}""", "writer")));
        Assert.Equal("one\ntwo", (await Process.Call("read_file", """{"path":"notes/plan.txt"}""", "writer")).GetProperty("result").GetString());
        Assert.Contains("plan.txt", (await Process.Call("list_files", """{"path":"notes"}""", "writer")).GetProperty("result").EnumerateArray().Select(f => f.GetString()));
        Assert.Contains(
            "notes/plan.txt",
            (await Process.Call("git_status", "{}", "writer")).GetProperty("result").GetProperty("untracked").EnumerateArray().Select(f => f.GetString()));
        Assert.Contains("+two", (await Process.Call("git_diff", """{"path":"notes/plan.txt"}""", "writer")).GetProperty("result").GetString());
        Assert.True(Succeeded(await Process.Call("git_add", """{"path":"notes/plan.txt"}""", "writer")));

        // The newest comes first, and another test may have committed meanwhile.
        Assert.Equal("The first files", (await Process.Call("git_log", "{}", "writer")).GetProperty("result").EnumerateArray().Last().GetProperty("message").GetString());
    }

    [Fact]
    public async Task Tools_of_the_other_services_and_pages_of_its_own_work()
    {
        Assert.True((await Process.Call("rag_search", """{"query":"backups"}""", "caller")).GetProperty("result").GetProperty("context").GetArrayLength() > 0);
        Assert.True((await Process.Call("ai_chat", """{"message":"hello"}""", "caller")).GetProperty("result").GetString()!.Length > 10);
        Assert.True(Succeeded(await Process.Call("switch_model", """{"model":"code-7b"}""", "caller")));
        Assert.Contains("Welcome", (await Process.Call("web_scrape", """{"url":"/pages/welcome"}""", "caller")).GetProperty("result").GetString());
    }

    [Theory]
    [InlineData("read_file", """{"path":"../../etc/passwd"}""")]
    [InlineData("read_file", """{"path":"/a/../../b"}""")]
    [InlineData("read_file", """{"path":"..\\..\\b"}""")]
    [InlineData("write_file", """{"path":"../x","content":""}""")]
    [InlineData("list_files", """{"path":".."}""")]
    [InlineData("web_scrape", """{"url":"http://example.com/"}""")]
    [InlineData("web_scrape", """{"url":"file:///etc/passwd"}""")]
    [InlineData("web_scrape", """{"url":"/api/approvals/pending"}""")]
    public async Task What_leads_out_of_the_sandbox_is_refused_and_counted(string tool, string arguments)
    {
        var before = await Violations(tool);

        var answer = await Process.Call(tool, arguments, "intruder");

        Assert.Equal("access_denied", answer.GetProperty("error_type").GetString());
        Assert.Equal(before + 1, await Violations(tool));
    }

    [Theory]
    [InlineData("nothing", "{}", "invalid_arguments")]
    [InlineData("read_file", "{}", "invalid_arguments")]
    [InlineData("read_file", """{"path":5}""", "invalid_arguments")]
    [InlineData("read_file", """{"path":"README.md","mode":"fast"}""", "invalid_arguments")]
    [InlineData("read_file", """{"path":"no-such-file"}""", "execution_error")]
    [InlineData("switch_model", """{"model":"gpt"}""", "invalid_arguments")]
    [InlineData("web_screenshot", """{"url":"/pages/welcome"}""", "execution_error")]
    public async Task What_fails_is_a_200_whose_body_says_so(string tool, string arguments, string type)
    {
        var answer = await Process.Call(tool, arguments, $"failing-{arguments.Length}");

        Assert.False(Succeeded(answer));
        Assert.Equal(type, answer.GetProperty("error_type").GetString());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("")]
    public async Task Arguments_that_are_no_object_are_a_422(string body)
    {
        var answer = await Process.Mcp.PostJson("/tools/git_status/call", body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("""{"detail":"The body is not a JSON object."}""", await answer.Text());
    }

    [Fact]
    public async Task A_user_who_calls_too_often_is_told_with_a_200_and_others_are_not()
    {
        for (var i = 0; i < 6; i++)
        {
            Assert.True(Succeeded(await Process.Call("switch_model", """{"model":"chat-7b"}""", "busy")));
        }

        var refused = await Process.Call("switch_model", """{"model":"chat-7b"}""", "busy");
        var left = await (await Process.Mcp.Get("/rate-limits/switch_model?user_id=busy")).Json();

        Assert.Equal("rate_limit", refused.GetProperty("error_type").GetString());
        Assert.Equal(0, left.GetProperty("remaining").GetInt32());
        Assert.InRange(left.GetProperty("reset_in_seconds").GetDouble(), 1, 300);
        Assert.True(Succeeded(await Process.Call("switch_model", """{"model":"chat-7b"}""", "patient")));
    }

    [Fact]
    public async Task More_calls_at_once_than_a_tool_s_sensitivity_allows_are_told_so()
    {
        await using var process = await AiGatewayProcess.Start("--first-token", "6s");

        // Twenty hold their places for six seconds; the others come meanwhile.
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => process.Call("ai_chat", """{"message":"hello"}""", "many")));

        Assert.InRange(answers.Count(Succeeded), 20, 29);
        Assert.All(answers.Where(a => !Succeeded(a)), a => Assert.Equal("concurrent_limit", a.GetProperty("error_type").GetString()));
    }

    [Fact]
    public async Task A_sensitive_tool_waits_for_an_administrator_and_each_approval_is_good_once()
    {
        await Process.Call("write_file", """{"path":"src/new.py","content":"pass"}""", "committer");
        await Process.Call("git_add", """{"path":"src/new.py"}""", "committer");
        var commit = """{"message":"A new file"}""";

        var asked = await Process.Call("git_commit", commit, "committer");
        var id = asked.GetProperty("request_id").GetString()!;
        Assert.Equal("access_denied", asked.GetProperty("error_type").GetString());
        Assert.Equal(HttpStatusCode.Forbidden, (await Process.Mcp.Get("/api/approvals/pending")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Process.Mcp.PostJson($"/api/approvals/{id}/approve", "")).StatusCode);
        Assert.False(Succeeded(await Process.Call("git_commit", commit, "committer", id)));

        Assert.Contains(id, await (await Admin(HttpMethod.Get, "/api/approvals/pending")).Text());
        Assert.Equal("approved", (await (await Admin(HttpMethod.Post, $"/api/approvals/{id}/approve")).Json()).GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await Admin(HttpMethod.Post, $"/api/approvals/{id}/reject")).StatusCode);
        Assert.False(Succeeded(await Process.Call("git_commit", commit, "somebody else", id)));
        Assert.True(Succeeded(await Process.Call("git_commit", commit, "committer", id)));
        Assert.False(Succeeded(await Process.Call("git_commit", commit, "committer", id)));
        Assert.Equal("used", (await (await Process.Mcp.Get($"/api/approvals/{id}/status")).Json()).GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await Process.Mcp.Get($"/api/approvals/{Guid.NewGuid()}/status")).StatusCode);
    }

    [Fact]
    public async Task An_approval_that_nobody_gives_in_time_expires()
    {
        await using var process = await AiGatewayProcess.Start("--approval-ttl", "1ms");

        var id = (await process.Call("execute_bash", """{"command":"true"}""", "hasty")).GetProperty("request_id").GetString()!;
        await Task.Delay(20, TestContext.Current.CancellationToken);

        Assert.Equal("expired", (await (await process.Mcp.Get($"/api/approvals/{id}/status")).Json()).GetProperty("status").GetString());
    }

    private static bool Succeeded(JsonElement answer) => answer.GetProperty("success").GetBoolean();

    private async Task<HttpResponseMessage> Admin(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path) { Headers = { { "X-Admin-Key", "admin123" } } };
        return await Process.Mcp.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<int> Violations(string tool)
    {
        var metrics = await (await Process.Mcp.Get("/metrics")).Text();
        var name = $"mcp_sandbox_violations_total{{tool=\"{tool}\"}} ";
        return metrics.Split('\n').FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line ? int.Parse(line[name.Length..]) : 0;
    }
}
