#:project ../src/Stampede/Stampede.csproj
#:property PublishAot=false

// People who chat with a language model through a gateway: 1, then 10, 50 and 100 of them, each level judged on its own and against the one user alone. Part of the
// chats are streamed, and the time to the first token is measured. Without --host it starts the sample service.
//
// The recorded test asked for a model that the gateway did not have: 17,837 chats, all of them a fast 400, and a p95 of 8 ms. Here an answer must have a text.
using System.Text.Json;
using Stampede;

return await new LoadTest
{
    Service = ServiceProcess.Project("../samples/AiGateway", ["--role", "api_gateway"]),
    // The first requests of a fresh service are slow: without the warm-up they would make the one alone look so.
    Load = Load.Sequence(
        Load.Users(1).For("2m").Of<UserAlone>().Named("1 user"),
        Level(10, spawnRate: 1, atMost: 1.5),
        Level(50, spawnRate: 5, atMost: 2),
        Level(100, spawnRate: 10, atMost: 2.5).Threshold("p(95) < 2s", "failure_rate < 1%", "requests_per_second >= 10")).WarmUp("10s"),
    Thresholds = ["success_rate >= 99%", "trend(\"time to first token\") p(95) < 1000"],
    Hooks = new Hooks { Setup = setup => setup.ExpectHealth("/health", "\"service\":\"api_gateway\"") },
}.Run(args);

// How much slower than for one user alone a chat may be: 50, 100 and 150 percent, as planned.
static Load Level(int users, int spawnRate, double atMost) => Load.Users(users, spawnRate).For("5m").Of<ApiGatewayUser>().Named($"{users} users")
    .Threshold(FormattableString.Invariant($"p(95){{tag:chat}} < {atMost}x {{load:1 user, tag:chat}}"));

class ApiGatewayUser : HttpUser
{
    private static readonly string[] Prompts =
    [
        "Explain how a queue grows when the load is above the capacity.",
        "Write a function that reverses a list.",
        "What is the difference between a median and a mean?",
        "Summarise why latency should be measured from the intended start.",
        "Name three ways to limit the rate of requests.",
    ];

    public override WaitTime WaitTime => WaitTime.Between(2, 5);

    [Task(weight: 4)]
    [Tag("chat")]
    public async ValueTask Chat()
    {
        var answer = await Http.Post("/v1/chat/completions", Question(stream: false), name: "chat");
        answer.Require(200);
        answer.Expect(answer.Json("choices[0].message.content").GetString()!.Length > 0, "an answer without text");
        var usage = answer.Json("usage");
        answer.Expect(Tokens("prompt") + Tokens("completion") == Tokens("total"), "the tokens do not add up");

        int Tokens(string kind) => usage.GetProperty($"{kind}_tokens").GetInt32();
    }

    [Task(weight: 3)]
    [Tag("chat")]
    public async ValueTask ChatStreamed()
    {
        var answer = await Http.Post("/v1/chat/completions", Question(stream: true), name: "chat, streamed");
        answer.Require(200);
        answer.Expect(answer.Text.EndsWith("data: [DONE]\n\n"), "the stream ended early");

        // Server-sent events: the gateway sends the head of its answer with the first token.
        Trend("time to first token", answer.FirstByte!.Value.TotalMilliseconds);
        Trend("tokens of a stream", answer.Text.Split("\n\n").Count(line => line.StartsWith("data: {")) - 1);
    }

    [Task(weight: 2)]
    public async ValueTask Models()
    {
        var models = await Http.Get("/v1/models");
        models.Expect(200);
        models.Expect(models.TryJson("data[0].id", out JsonElement _), "no model is listed");
    }

    [Task]
    public async ValueTask Health() => (await Http.Get("/health")).Expect(200);

    private object Question(bool stream) => new
    {
        model = "chat-7b",
        messages = new[] { new { role = "user", content = Random.Pick(Prompts) } },
        max_tokens = 150,
        temperature = 0.7,
        stream,
    };
}

// One at a time, and hardly a pause: with the pauses of the others two minutes would make 24 chats, of which a p95 is little more than the slowest.
sealed class UserAlone : ApiGatewayUser
{
    public override WaitTime WaitTime => WaitTime.Between(0.1, 0.3);
}
