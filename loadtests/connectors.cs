#:project ../src/Stampede/Stampede.csproj
#:property PublishAot=false

// Scenario 3: 200 people publish deployments to all five planes for five minutes, look how far they are, and have devices repaired. Without --host it starts
// the sample service. Every publication has its own idempotency key, so that each is a real one: a key that was used before would be a fast 409.
using Stampede;

return await new LoadTest
{
    Service = ServiceProcess.Project("../samples/ControlPlane", ["--allow-load-test-users"]),
    Load = Load.Users(200, spawnRate: 20).For("5m"),
    Thresholds =
    [
        "p(50) < 200ms",
        "p(99) < 500ms",
        "success_rate >= 99%",
        "requests_per_second >= 150",

        // A plane that was forgotten has no data, which is not a pass.
        "POST publish/intune: success_rate >= 99%",
        "POST publish/jamf: success_rate >= 99%",
        "POST publish/sccm: success_rate >= 99%",
        "POST publish/landscape: success_rate >= 99%",
        "POST publish/ansible: success_rate >= 99%",
    ],
    Hooks = new Hooks { Setup = setup => setup.ExpectHealth("/health/live", "control-plane") },
}.Run(args);

sealed class ConnectorPublishingUser : HttpUser
{
    private static readonly string[] Rings = ["CANARY", "PILOT"];

    private string _deployment = "";
    private bool _isPublished;

    public override WaitTime WaitTime => WaitTime.Between(0.5, 1.5);

    protected override async ValueTask OnStart()
    {
        var login = await Http.Post("/api/v1/auth/login", new { username = "publisher_user", password = "test123" });
        login.Require(200);

        // With all its evidence the risk is low, and nobody has to approve it.
        var created = await Http.Post("/api/v1/deployments/", new
        {
            app_name = $"connector-{Random.Guid()}",
            version = "1.0.0",
            target_ring = "PILOT",
            evidence_pack = new { sbom = "cyclonedx", vulnerability_scan = "clean", test_results = "passed", rollback_plan = "previous version" },
        });
        created.Require(201);
        _deployment = created.Json("correlation_id").GetString()!;
    }

    [Task(weight: 2)]
    public ValueTask Intune() => Publish("intune");

    [Task(weight: 2)]
    public ValueTask Jamf() => Publish("jamf");

    [Task(weight: 2)]
    public ValueTask Sccm() => Publish("sccm");

    [Task(weight: 2)]
    public ValueTask Landscape() => Publish("landscape");

    [Task(weight: 2)]
    public ValueTask Ansible() => Publish("ansible");

    [Task]
    public async ValueTask Status()
    {
        var status = await Http.Get($"/api/v1/connectors/status/{_deployment}/", name: "/api/v1/connectors/status/{id}/");
        status.Expect(200);
    }

    [Task]
    public async ValueTask Remediate()
    {
        if (!_isPublished)
        {
            await Publish("intune"); // there is nothing to repair before it was installed
        }

        var repaired = await Http.Post("/api/v1/connectors/remediate/", new { deployment_id = _deployment, reason = "Load test", action = "REINSTALL" });
        repaired.Expect(200);
    }

    private async ValueTask Publish(string plane)
    {
        var published = await Http.Post(
            "/api/v1/connectors/publish/",
            new
            {
                deployment_id = _deployment,
                target_plane = plane.ToUpperInvariant(),
                config = new { ring = Random.Pick(Rings), target_count = Random.Next(50, 501) },
            },
            name: $"publish/{plane}",
            headers: new() { ["Idempotency-Key"] = Random.Guid().ToString() });
        published.Expect(200);
        _isPublished |= published.IsSuccess;
    }
}
