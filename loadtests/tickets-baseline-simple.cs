#:project ../src/Stampede/Stampede.csproj
#:project Tickets/Tickets.csproj
#:property PublishAot=false

// The one test of the ticket agents that was recorded as run: 10 users ask for health and metrics for two minutes, and send no ticket. It shows that the service is there, and nothing
// about tickets: its goal of 60 s was met by health checks of 59 ms. tickets-baseline.cs sends tickets. Without --host it starts the sample service.
using Stampede;
using Tickets;

return await new LoadTest
{
    Service = ServiceProcess.Project("../samples/TicketAgents"),
    Users = [typeof(Visitor)],
    Load = Load.Users(10, spawnRate: 2).For("2m"),
    Thresholds = ["p(95) < 60s", "success_rate > 99%"],
    Hooks = Desk.Hooks(),
}.Run(args);

sealed class Visitor : ServiceDeskUser
{
    public override WaitTime WaitTime => WaitTime.Between(3, 7);

    [Task(weight: 10)]
    public ValueTask Health() => AskHealth();

    [Task(weight: 5)]
    public ValueTask Metrics() => ReadMetrics();

    [Task(weight: 2)]
    public async ValueTask ApiHealth() => (await Http.Get("/api/v1/health")).Expect(200);
}
