#:project ../src/Stampede/Stampede.csproj
#:property PublishAot=false

// People who ask questions about documents, and index them anew: 1, then 5, 25 and 50 of them, each level judged against the one user alone. Without --host it starts
// the sample service, with the gateway whose model it asks.
//
// The recorded test sent top_k where the service reads topk, and a body to /index where it reads the query string. It asked the same few questions again and again: what
// it measured was a cache. Here three of ten questions are popular ones, and what the model answers is measured apart.
using Stampede;

return await new LoadTest
{
    Service = ServiceProcess.Project("../samples/AiGateway", ["--role", "rag_service,api_gateway"]),
    // The first requests of a fresh service are slow: without the warm-up they would make the one alone look so.
    Load = Load.Sequence(
        Load.Users(1).For("2m").Of<UserAlone>().Named("1 user"),
        Level(5, spawnRate: 1, atMost: 1.5),
        Level(25, spawnRate: 3, atMost: 2),
        Level(50, spawnRate: 5, atMost: 2.5)).WarmUp("10s"),
    Thresholds =
    [
        "POST /query: p(95) < 3s",
        "trend(\"answered by the model\") p(95) < 3000",
        "POST /index: p(95) < 5s",
        "success_rate >= 99%",
        "rate(\"degraded\") < 0.1%",
    ],
    Hooks = new Hooks { Setup = setup => setup.ExpectHealth("/health", "\"service\":\"rag\"") },
}.Run(args);

// How much slower than for one user alone a question may be answered: 50, 100 and 150 percent, as planned.
static Load Level(int users, int spawnRate, double atMost) => Load.Users(users, spawnRate).For("5m").Of<RagServiceUser>().Named($"{users} users")
    .Threshold(FormattableString.Invariant($"POST /query: p(95) < {atMost}x {{load:1 user}}"));

class RagServiceUser : HttpUser
{
    private static readonly string[] Popular =
    [
        "What limits requests before each release?",
        "How are credentials protected?",
        "When does the worker restart?",
        "Which schedules does an alert check?",
        "What happens to documents when it is full?",
    ];

    private static readonly string[] Things = ["requests", "tokens", "connections", "versions", "error budgets", "latency", "documents", "schedules"];

    public override WaitTime WaitTime => WaitTime.Between(3, 8);

    [Task(weight: 7)]
    public async ValueTask Query()
    {
        var question = Random.Next(10) < 3 ? Random.Pick(Popular) : $"What does case {Random.Next(1_000_000)} say about {Random.Pick(Things)} and {Random.Pick(Things)}?";
        var answer = await Http.Post("/query", new { query = question, collection = Collection(), topk = 5 }, timeout: TimeSpan.FromSeconds(10));
        Rate("degraded", answer.Status == 503);
        answer.Require(200);

        // An empty question, or an unknown collection, is answered with 200 as well.
        answer.Expect(!answer.TryJson("usage.error", out var error), $"not answered: {error}");
        answer.Expect(answer.Json("context").GetArrayLength() == 5, "not as many chunks as were asked for");
        var cached = answer.Json("cached").GetBoolean();
        Rate("from the cache", cached);
        if (!cached)
        {
            Trend("answered by the model", answer.Duration.TotalMilliseconds);
        }
    }

    [Task(weight: 3)]
    public async ValueTask Index()
    {
        var collection = Collection();
        var indexed = await Http.Post("/index", query: new { collection, path = collection }, timeout: TimeSpan.FromSeconds(15));
        Rate("degraded", indexed.Status == 503);
        indexed.Require(200);
        indexed.Expect(indexed.Json("chunks").GetInt32() > 0, "nothing was indexed");
    }

    private string Collection() => $"collection_{Random.Next(1, 11)}";
}

// One at a time, and hardly a pause: with the pauses of the others two minutes would make 15 questions, of which a p95 is little more than the slowest.
sealed class UserAlone : RagServiceUser
{
    public override WaitTime WaitTime => WaitTime.Between(0.1, 0.3);
}
