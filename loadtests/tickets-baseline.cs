#:project ../src/Stampede/Stampede.csproj
#:project Tickets/Tickets.csproj
#:property PublishAot=false

// Baseline of the ticket agents: 10 service desks send tickets and look at the history for five minutes. Without --host it starts the sample service.
//
// A webhook is answered in a few milliseconds, long before its ticket is enhanced. So a follower beside the users waits for every accepted ticket: the goal of 60 s is
// held against the way from the webhook to the enhanced ticket, and a ticket that fails or is lost counts.
using Stampede;
using Tickets;

return await new LoadTest
{
    Service = ServiceProcess.Project("../samples/TicketAgents"),
    Users = [typeof(Baseline), typeof(Follower)],
    Load = Load.Parallel(
        Load.Users(10, spawnRate: 2).Of<Baseline>().Named("service desks"),
        Load.Users(1).Of<Follower>().Named("follower")).For("5m"),
    Thresholds = ["p(95) < 60s", "success_rate > 99%", "trend(\"webhook to enhanced\") p(95) < 60000", "rate(\"enhanced\") > 99%"],
    Hooks = Desk.Hooks(),
}.Run(args);

sealed class Baseline : ServiceDeskUser
{
    private static readonly string[] Priorities = ["low", "medium", "high"];

    public override WaitTime WaitTime => WaitTime.Between(3, 7);

    [Task(weight: 10)]
    public ValueTask Webhook() => Send(Description(), Random.Pick(Priorities));

    [Task(weight: 3)]
    public ValueTask History() => ReadHistory(limit: 10);

    [Task]
    public ValueTask Metrics() => ReadMetrics();
}
