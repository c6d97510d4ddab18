#:project ../src/Stampede/Stampede.csproj
#:property PublishAot=false

// Scenario 2: 50 people of the board look at what waits for approval, and approve or reject it, for five minutes. Without --host it starts the sample service.
//
// The recorded plan asked for 80 to 120 requests per second of people who wait 1 to 3 seconds: 50 users ÷ 2 s are 25 at most. Here they wait half a second.
// --variant recorded keeps the plan's waits, its unknown ids and its goal; it is refused as impossible, and run all the same with --insist.
using System.Net.Http.Json;
using Stampede;

var recorded = string.Join('=', args).Contains("--variant=recorded");

return await new LoadTest
{
    Service = ServiceProcess.Project("../samples/ControlPlane", ["--allow-load-test-users"]),
    Options = [Board.Variant, Board.Backlog],
    Users = [recorded ? typeof(RecordedCabApprovalUser) : typeof(CabApprovalUser)],
    Load = Load.Users(50, spawnRate: 5).For("5m"),
    Thresholds =
    [
        "p(50) < 200ms",
        "p(99) < 500ms",
        "success_rate >= 99%",
        "requests_per_second >= 80",
        "GET /api/v1/cab/pending/: p(99) < 1s",
        "POST /api/v1/cab/{id}/approve/: p(95) < 200ms",
    ],
    Hooks = new Hooks { Setup = Board.FillDesk },
}.Run(args);

class CabApprovalUser : HttpUser
{
    private readonly List<string> _waiting = [];

    public override WaitTime WaitTime => WaitTime.Between(0.25, 0.75);

    protected override async ValueTask OnStart()
    {
        var login = await Http.Post("/api/v1/auth/login", new { username = "cab_approver", password = "test123" });
        login.Require(200);
        await List(); // nobody decides about what they have not seen
    }

    [Task(weight: 4)]
    public async ValueTask List()
    {
        var listed = await Http.Get("/api/v1/cab/pending/", query: new { limit = 100 }, name: "/api/v1/cab/pending/");
        listed.Require(200);
        _waiting.Clear();
        _waiting.AddRange(listed.Json("approvals").EnumerateArray().Select(approval => approval.GetProperty("correlation_id").GetString()!));
    }

    [Task(weight: 3)]
    public async ValueTask Approve()
    {
        string[] conditions = Random.Next(4) == 0 ? ["outside working hours"] : [];
        var approved = await Http.Post($"/api/v1/cab/{Waiting()}/approve/", new { comments = "Load test", conditions }, name: "/api/v1/cab/{id}/approve/");
        approved.Expect(200);
    }

    [Task]
    public async ValueTask Reject()
    {
        var rejected = await Http.Post($"/api/v1/cab/{Rejectable()}/reject/", new { comments = "Load test" }, name: "/api/v1/cab/{id}/reject/");
        Judge(rejected);
    }

    protected virtual string Rejectable() => Waiting();

    protected virtual void Judge(Response rejected) => rejected.Expect(200);

    // One of those that this person saw last. Somebody else may have decided it meanwhile, which this contract allows. Once the backlog is used up: nobody's.
    private string Waiting() => _waiting.Count > 0 ? Random.Pick(_waiting) : Random.Guid().ToString();
}

sealed class RecordedCabApprovalUser : CabApprovalUser
{
    public override WaitTime WaitTime => WaitTime.Between(1.0, 3.0);

    // The plan rejects what there is not: 404 is the right answer, and is still counted apart from the 2xx.
    protected override string Rejectable() => Random.Guid().ToString();

    protected override void Judge(Response rejected) => rejected.Expect(200, 404);
}

static class Board
{
    public static readonly CustomOption<string> Variant = new("variant", "reachable", "The waits: those that reach the plan's goal, or the plan's own.")
    {
        Choices = ["reachable", "recorded"],
    };

    public static readonly CustomOption<int> Backlog = new("backlog", 16_000, "Deployments that wait for approval at the start; five minutes decide about 15,000 at most.");

    // Without a backlog the board would list nothing and decide about ids that nobody has.
    public static async ValueTask<object?> FillDesk(TestSetup setup)
    {
        await setup.ExpectHealth("/health/live", "control-plane");
        using var client = new HttpClient { BaseAddress = new Uri(setup.Host!) };
        (await client.PostAsJsonAsync("/api/v1/auth/login", new { username = "loadtest_user", password = "test123" }, setup.CancellationToken)).EnsureSuccessStatusCode();
        await Parallel.ForAsync(0, setup.Option(Backlog), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = setup.CancellationToken }, async (i, cancel) =>
        {
            // Without evidence the risk is above what needs no approval.
            using var created = await client.PostAsJsonAsync("/api/v1/deployments/", new { app_name = $"backlog-{i}", version = "1.0.0", target_ring = "GLOBAL" }, cancel);
            created.EnsureSuccessStatusCode();
        });
        return null;
    }
}
