#:project ../src/Stampede/Stampede.csproj
#:property PublishAot=false

// What one user alone sees of each service, for two minutes: the reference for the levels of ai-api.cs, ai-rag.cs and ai-mcp.cs. It asks the gateway where the other two
// are, or is told by --rag and --mcp. Without --host it starts the sample service with all three.
//
// The recorded baseline was one user of whichever class came first, and three quarters of its 32 requests failed. Here each service has a user of its own.
using System.Text.Json;
using Stampede;

return await new LoadTest
{
    Service = ServiceProcess.Project("../samples/AiGateway"),
    Options = [Services.RagOption, Services.McpOption],
    Load = Load.Parallel(
        Load.Users(1).Of<ApiGatewayUser>().Named("api_gateway"),
        Load.Users(1).Of<RagServiceUser>().Named("rag_service"),
        Load.Users(1).Of<McpServerUser>().Named("mcp_server")).For("2m"),
    Thresholds =
    [
        "success_rate == 100%",
        "p(95){load:api_gateway} < 2s",
        "p(95){load:rag_service} < 3s",
        "p(95){load:mcp_server} < 5s",
    ],
    Hooks = new Hooks { Setup = Services.Find },
}.Run(args);

sealed class ApiGatewayUser : HttpUser
{
    public override WaitTime WaitTime => WaitTime.Between(2, 5);

    [Task(weight: 7)]
    public async ValueTask Chat()
    {
        var question = new { model = "chat-7b", messages = new[] { new { role = "user", content = "What is a baseline?" } }, max_tokens = 150, temperature = 0.7 };
        var answer = await Http.Post("/v1/chat/completions", question);
        answer.Require(200);
        answer.Expect(answer.Json("choices[0].message.content").GetString()!.Length > 0, "an answer without text");
    }

    [Task(weight: 2)]
    public async ValueTask Models() => (await Http.Get("/v1/models")).Expect(200);

    [Task]
    public async ValueTask Health() => (await Http.Get("/health")).Expect(200);
}

sealed class RagServiceUser : HttpUser
{
    public override WaitTime WaitTime => WaitTime.Between(3, 8);

    [Task(weight: 7)]
    public async ValueTask Query()
    {
        // No question twice: a baseline of a cache would be none.
        var question = new { query = $"What does case {Random.Next()} say about latency?", collection = $"collection_{Random.Next(1, 11)}", topk = 5 };
        var answer = await Http.Post(Data<Services>().Rag + "/query", question, name: "/query");
        answer.Require(200);
        answer.Expect(!answer.TryJson("usage.error", out var error), $"not answered: {error}");
    }

    [Task(weight: 3)]
    public async ValueTask Index()
    {
        var indexed = await Http.Post(Data<Services>().Rag + "/index", query: new { collection = "collection_1", path = "collection_1" }, name: "/index");
        indexed.Expect(200);
    }
}

sealed class McpServerUser : HttpUser
{
    public override WaitTime WaitTime => WaitTime.Between(2, 6);

    [Task(weight: 4)]
    public ValueTask ReadFile() => Call("read_file", new { path = "README.md" });

    [Task(weight: 2)]
    public ValueTask WriteFile() => Call("write_file", new { path = "notes/baseline.txt", content = "one" });

    [Task(weight: 4)]
    public ValueTask GitStatus() => Call("git_status", new { });

    [Task(weight: 2)]
    public ValueTask GitLog() => Call("git_log", new { });

    [Task(weight: 2)]
    public ValueTask WebScrape() => Call("web_scrape", new { url = "/pages/welcome" });

    // A call that is refused is a 200 too: the body says whether it succeeded.
    private async ValueTask Call(string tool, object arguments)
    {
        var called = await Http.Post($"{Data<Services>().Mcp}/tools/{tool}/call", arguments, name: tool, headers: new() { ["X-User-ID"] = "baseline" });
        called.Require(200);
        called.Expect(called.Json("success").GetBoolean(), $"not done: {called.Text}");
    }
}

sealed record Services(string Rag, string Mcp)
{
    public static readonly CustomOption<string> RagOption = new("rag", "", "Where rag_service is; default: where the gateway says.");
    public static readonly CustomOption<string> McpOption = new("mcp", "", "Where mcp_server is; default: where the gateway says.");

    public static async ValueTask<object?> Find(TestSetup setup)
    {
        using var client = new HttpClient();
        var gateway = await Ask(setup.Host!, "\"service\":\"api_gateway\"");
        var known = gateway.GetProperty("services");
        var services = new Services(Address(RagOption, "rag_service"), Address(McpOption, "mcp_server"));
        await Ask(services.Rag, "\"service\":\"rag\"");
        await Ask(services.Mcp, "\"service\":\"mcp-server\"");
        return services;

        string Address(CustomOption<string> option, string name) =>
            setup.Option(option) is { Length: > 0 } said ? said.TrimEnd('/')
            : known.TryGetProperty(name, out var found) ? found.GetString()!
            : throw new InvalidOperationException($"The gateway does not know where {name} is: give --{option.Name}.");

        // Another service at an address would answer something, perhaps fast: better to say so before any load is sent.
        async Task<JsonElement> Ask(string address, string name)
        {
            using var answer = await client.GetAsync(new Uri(new Uri(address), "/health"), setup.CancellationToken);
            var health = await answer.Content.ReadAsStringAsync(setup.CancellationToken);
            return health.Contains(name) ? JsonElement.Parse(health) : throw new InvalidOperationException($"{address} is not the service with {name}; it says {health}");
        }
    }
}
