#:project ../src/Stampede/Stampede.csproj
#:property PublishAot=false

// Agents that call tools: 1, then 5 and 20 of them, each level judged against the one alone. Most call the server's plain HTTP endpoint; one in five speaks the Model Context
// Protocol itself (JSON-RPC, answered as server-sent events). Without --host it starts the sample service.
//
// The recorded test posted to /execute, which there is not, and looked at statuses alone: a call that is refused, for its rate or for leaving the sandbox, is a 200 too.
// Here the body says whether it succeeded, and each user has a name, as limits are counted by user.
using System.Text.Json;
using Stampede;

return await new LoadTest
{
    // The sample's tools take a millisecond; real ones take their time.
    Service = ServiceProcess.Project("../samples/AiGateway", ["--role", "mcp_server,rag_service,api_gateway", "--latency", "50ms,200ms"]),
    // The first requests of a fresh service are slow: without the warm-up they would make the one alone look so.
    Load = Load.Sequence(
        Load.Users(1).For("2m").Of<AgentAlone>().Named("1 agent"),
        Level(5, spawnRate: 1, atMost: 1.5),
        Level(20, spawnRate: 2, atMost: 2)).WarmUp("10s"),
    Thresholds =
    [
        "p(95) < 5s",
        "success_rate >= 99%",
        "rate(\"rate limited\") < 1%",
        "rate(\"left the sandbox\") == 0%",
        "POST tools/call: p(95) < 5s", // one by the protocol: no data is not a pass
    ],
    Hooks = new Hooks { Setup = setup => setup.ExpectHealth("/health", "\"service\":\"mcp-server\"") },
}.Run(args);

// How much slower than for one agent alone a call may be: 50 and 100 percent, as planned.
static Load Level(int agents, int spawnRate, double atMost) => Load.Users(agents, spawnRate).For("5m").Of<McpServerUser>().Of<McpProtocolUser>().Named($"{agents} agents")
    .Threshold(FormattableString.Invariant($"p(95) < {atMost}x {{load:1 agent}}"));

class McpServerUser : HttpUser
{
    public override WaitTime WaitTime => WaitTime.Between(2, 6);

    public override double Weight => 4;

    [Task(weight: 4)]
    public ValueTask ReadFile() => Call("read_file", new { path = "README.md" });

    [Task(weight: 2)]
    public ValueTask WriteFile() => Call("write_file", new { path = $"notes/agent-{Number % 20}.txt", content = $"Note {Random.Next(1000)}" });

    [Task(weight: 4)]
    public ValueTask GitStatus() => Call("git_status", new { });

    [Task(weight: 2)]
    public ValueTask GitLog() => Call("git_log", new { });

    [Task(weight: 2)]
    public ValueTask WebScrape() => Call("web_scrape", new { url = "/pages/welcome" }, timeout: TimeSpan.FromSeconds(15));

    protected virtual string Name() => $"agent-{Number}";

    private async ValueTask Call(string tool, object arguments, TimeSpan? timeout = null)
    {
        Http.Headers["X-User-ID"] = Name();
        var called = await Http.Post($"/tools/{tool}/call", arguments, name: tool, timeout: timeout);
        called.Require(200);
        var error = called.TryJson("error_type", out var type) ? type.GetString() : null;
        Rate("rate limited", error == "rate_limit");
        Rate("left the sandbox", error == "access_denied");
        called.Expect(called.Json("success").GetBoolean(), $"not done: {error}");
    }
}

// One at a time, and hardly a pause, so that there are enough calls to compare with; the limits of rates are by user and tool, so each call is another user's.
sealed class AgentAlone : McpServerUser
{
    public override WaitTime WaitTime => WaitTime.Between(0.1, 0.3);

    protected override string Name() => $"alone-{Random.Next(1_000)}";
}

// What an agent's own library does: a session, the list of tools, calls. Each message is a POST; its name is the protocol's method.
sealed class McpProtocolUser : HttpUser
{
    private int _messages;

    public override WaitTime WaitTime => WaitTime.Between(2, 6);

    protected override async ValueTask OnStart()
    {
        Http.Headers["X-User-ID"] = $"agent-{Number}";
        Http.Headers["Accept"] = "application/json, text/event-stream";
        var opened = await Send("initialize", new { protocolVersion = "2025-06-18", capabilities = new { }, clientInfo = new { name = "load test", version = "1.0" } });
        Http.Headers["Mcp-Session-Id"] = opened.Header("Mcp-Session-Id") ?? throw new InvalidOperationException("The server opened no session.");
        var told = await Http.Post("/mcp", new { jsonrpc = "2.0", method = "notifications/initialized" }, name: "notifications/initialized");
        told.Require(202);
    }

    [Task]
    public async ValueTask List()
    {
        var listed = await Send("tools/list", new { });
        listed.Expect(Result(listed).GetProperty("tools").GetArrayLength() > 0, "no tool is listed");
    }

    [Task(weight: 3)]
    public async ValueTask Call()
    {
        var called = await Send("tools/call", new { name = "read_file", arguments = new { path = "README.md" } });
        var result = Result(called);
        called.Expect(!(result.TryGetProperty("isError", out var isError) && isError.GetBoolean()), $"not done: {result}");
    }

    protected override async ValueTask OnStop() => (await Http.Delete("/mcp", name: "end of session")).Expect(200);

    private async ValueTask<Response> Send(string method, object parameters)
    {
        var answer = await Http.Post("/mcp", new { jsonrpc = "2.0", id = ++_messages, method, @params = parameters }, name: method);
        return answer.Require(200);
    }

    // The answer is an event whose data is the message.
    private static JsonElement Result(Response answer) =>
        answer.Match(@"data: (\{.*\})") is { } message && JsonDocument.Parse(message).RootElement.TryGetProperty("result", out var result) ? result : default;
}
