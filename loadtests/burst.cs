#:project ../src/Stampede/Stampede.csproj
#:property PublishAot=false

// Scenario 4: 1,000 users create deployments as fast as a release morning can be: a minute up, two minutes at the peak, a minute down. What is judged is the peak.
// Without --host it starts the sample service.
//
// The recorded plan asked for 10,000 requests per second of users who wait 0.1 to 0.5 seconds: 1,000 users ÷ 0.3 s are 3,333 at most. Here they wait 0.03 to 0.14: 11,765 at most.
// --variant recorded keeps the plan's waits and its ramp; its goal is refused as impossible, and run all the same with --insist.
using Stampede;

var recorded = string.Join('=', args).Contains("--variant=recorded");

return await new LoadTest
{
    Service = ServiceProcess.Project("../samples/ControlPlane", ["--allow-load-test-users"]),
    Options = [BurstUser.Variant],
    Users = [recorded ? typeof(RecordedBurstUser) : typeof(BurstUser)],
    Load = recorded
        ? Load.Users(1000, spawnRate: 100).For("4m")
        : Load.Stages(new Stage(1000, "1m"), new Stage(1000, "2m"), new Stage(0, "1m")).WarmUp("1m").CoolDown("1m"),
    Thresholds = ["p(50) < 500ms", "p(99) < 1s", "success_rate >= 98%", "requests_per_second >= 10000"],
    Hooks = new Hooks { Setup = setup => setup.ExpectHealth("/health/live", "control-plane") },
}.Run(args);

class BurstUser : HttpUser
{
    public static readonly CustomOption<string> Variant = new("variant", "reachable", "The waits: those that reach the plan's goal, or the plan's own.")
    {
        Choices = ["reachable", "recorded"],
    };

    private static readonly string[] Applications = ["nginx", "redis", "postgresql", "mongodb", "elasticsearch"];

    public override WaitTime WaitTime => WaitTime.Between(0.03, 0.14);

    protected override async ValueTask OnStart()
    {
        var login = await Http.Post("/api/v1/auth/login", new { username = "loadtest_user", password = "test123" });
        login.Require(200); // in the recorded run nobody was logged in, and every request failed
    }

    [Task]
    public async ValueTask Create()
    {
        var created = await Http.Post("/api/v1/deployments/", new
        {
            app_name = $"{Random.Pick(Applications)}-{Random.Next():x8}",
            version = $"{Random.Next(10)}.{Random.Next(10)}.{Random.Next(10)}",
            target_ring = "CANARY",
        });
        created.Expect(201);
    }
}

sealed class RecordedBurstUser : BurstUser
{
    public override WaitTime WaitTime => WaitTime.Between(0.1, 0.5);
}
