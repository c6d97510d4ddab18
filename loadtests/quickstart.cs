#:project ../src/Stampede/Stampede.csproj
#:property PublishAot=false
using Stampede;

return await new LoadTest
{
    Service = ServiceProcess.Project("../samples/ControlPlane", ["--allow-load-test-users"]),
    Load = Load.Users(20, spawnRate: 10).For("10s"),
    Thresholds = ["p(99) < 500ms", "success_rate >= 99%"],
}.Run(args);

sealed class DeploymentUser : HttpUser
{
    public override WaitTime WaitTime => WaitTime.Between(0.1, 0.5); // seconds

    protected override async ValueTask OnStart() =>
        (await Http.Post("/api/v1/auth/login", new { username = "loadtest_user", password = "test123" })).Require(200);

    [Task(weight: 3)]
    public async ValueTask Create() =>
        (await Http.Post("/api/v1/deployments/", new { app_name = "nginx", version = "1.2.3", target_ring = "CANARY" })).Expect(201);

    [Task]
    public async ValueTask List() => await Http.Get("/api/v1/deployments/list");
}
