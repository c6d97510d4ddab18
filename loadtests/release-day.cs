#:project ../src/Stampede/Stampede.csproj
#:property PublishAot=false

// A release day in three minutes: people who come and go, and a pipeline that asks for the state of things at its own rate, whatever they do. It shows several
// loads at once, task sets, a feeder, a transaction, a warm-up, thresholds over windows and an option of the test's own.
using Stampede;

return await new LoadTest
{
    Service = ServiceProcess.Project("../samples/ControlPlane", ["--allow-load-test-users"]),
    Options = [Releaser.Ring],
    Load = Load.Parallel(
        Load.Stages(new Stage(40, "1m"), new Stage(40, "1m"), new Stage(5, "1m")).Of<Releaser>().Named("people"),
        Load.Arrivals("20/s").Poisson().InFlight(200).For("3m").Of<Pipeline>().Named("pipeline").Threshold("p(99) < 500ms")).WarmUp("10s"),
    Thresholds =
    [
        "success_rate >= 99%",
        "p(95){class:Releaser} < 500ms over 10s",
        "dropped_arrival_rate < 0.1%",
        "TRANSACTION release: p(95) < 1s",
        "check(\"listed first\") > 0%",
    ],
}.Run(args);

sealed record Application(string Name, string Version);

sealed class Releaser : HttpUser
{
    public static readonly CustomOption<string> Ring = new("ring", "CANARY", "The ring that is released to.") { Choices = ["LAB", "CANARY", "PILOT"] };

    // All people share them: each takes the next one, and after the last they begin again in another order.
    private static readonly Feeder<Application> Applications = Feeder.Of<Application>(
        new("nginx", "1.27.2"), new("redis", "7.4.1"), new("postgresql", "17.0.0"), new("mongodb", "8.0.3")).Shuffled();

    public override WaitTime WaitTime => WaitTime.Between(0.5, 2);

    protected override async ValueTask OnStart() =>
        (await Http.Post("/api/v1/auth/login", new { username = "loadtest_user", password = "test123" })).Require(200);

    [Task(weight: 2)]
    public async ValueTask Release()
    {
        var application = Next(Applications);
        await Transaction("release", async () =>
        {
            var created = await Http.Post("/api/v1/deployments/", new { app_name = application.Name, version = application.Version, target_ring = Option(Ring) });
            created.Require(201);
            var id = created.Json("correlation_id").GetString();
            await Wait(0.2); // people look at the answer; a pause is no part of the transaction's time
            var found = await Http.Get($"/api/v1/deployments/{id}/", name: "/api/v1/deployments/{id}/");
            found.Expect(200);
        });
        Counter("releases", 1);
    }

    // Three pages, one after the other; then the next task is chosen.
    [Task]
    [Tag("reading")]
    private sealed class LookAround : SequentialTaskSet<Releaser>
    {
        public override WaitTime WaitTime => WaitTime.Constant(0.3);

        [Task]
        public async ValueTask Health() => (await Http.Get("/api/v1/health/")).Expect(200);

        [Task]
        public async ValueTask List()
        {
            var listed = await Http.Get("/api/v1/deployments/list");
            listed.Expect(200);
            Check("listed first", listed.Text.Contains("app_name"));
        }

        [Task]
        public void Leave() => Interrupt();
    }
}

// Starts when it is due, not when the answer before has come: a stall is seen by every request that was to come meanwhile.
sealed class Pipeline : HttpUser
{
    [Task]
    [Tag("reading")]
    public async ValueTask Ready() => (await Http.Get("/health/ready")).Expect(200);
}
