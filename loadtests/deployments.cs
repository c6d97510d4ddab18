#:project ../src/Stampede/Stampede.csproj
#:property PublishAot=false

// Scenario 1: 100 people create, list and look up deployments for five minutes. Without --host it starts the sample service.
using Stampede;

return await new LoadTest
{
    Service = ServiceProcess.Project("../samples/ControlPlane", ["--allow-load-test-users"]),
    Load = Load.Users(100, spawnRate: 10).For("5m"),
    Thresholds = ["p(50) < 200ms", "p(99) < 500ms", "success_rate >= 99%", "requests_per_second >= 50"],
    Hooks = new Hooks { Setup = setup => setup.ExpectHealth("/health/live", "control-plane") },
}.Run(args);

sealed class DeploymentUser : HttpUser
{
    private static readonly string[] Applications = ["nginx", "redis", "postgresql", "mongodb", "elasticsearch"];
    private static readonly string[] Rings = ["CANARY", "PILOT", "DEPARTMENT", "GLOBAL"];

    public override WaitTime WaitTime => WaitTime.Between(0.5, 2.0);

    protected override async ValueTask OnStart()
    {
        var login = await Http.Post("/api/v1/auth/login", new { username = "loadtest_user", password = "test123" });
        login.Require(200); // without a session every create would be a fast 403
    }

    [Task(weight: 3)]
    public async ValueTask Create()
    {
        var created = await Http.Post("/api/v1/deployments/", new
        {
            app_name = $"{Random.Pick(Applications)}-{Random.Next():x8}",
            version = $"{Random.Next(10)}.{Random.Next(10)}.{Random.Next(10)}",
            target_ring = Random.Pick(Rings),
        });
        created.Expect(201);
    }

    [Task]
    public async ValueTask List()
    {
        var listed = await Http.Get("/api/v1/deployments/list");
        listed.Expect(200);
    }

    [Task]
    public async ValueTask Detail()
    {
        // Nobody has this one: 404 is the right answer, and is still counted apart from the 2xx.
        var found = await Http.Get($"/api/v1/deployments/{Random.Guid()}/", name: "/api/v1/deployments/{id}/");
        found.Expect(200, 404);
    }
}
