#:project ../src/Stampede/Stampede.csproj
#:project Tickets/Tickets.csproj
#:property PublishAot=false

// Peak of the ticket agents: 100 service desks send tickets of all priorities, read the history in pages of different length, and ask for metrics and health, for ten minutes.
// Without --host it starts the sample service. When more than 1,000 tickets waited at some time, the result says so.
using Stampede;
using Tickets;

return await new LoadTest
{
    Service = ServiceProcess.Project("../samples/TicketAgents"),
    Users = [typeof(Peak), typeof(Follower)],
    Load = Load.Parallel(
        Load.Users(100, spawnRate: 10).Of<Peak>().Named("service desks"),
        Load.Users(1).Of<Follower>().Named("follower")).For("10m"),
    Thresholds = ["p(95) < 60s", "success_rate > 99%", "trend(\"webhook to enhanced\") p(95) < 60000", "rate(\"enhanced\") > 99%"],
    Hooks = Desk.Hooks(),
}.Run(args);

sealed class Peak : ServiceDeskUser
{
    private static readonly string[] Priorities = ["low", "medium", "high", "critical"];
    private static readonly int[] Limits = [5, 10, 20];

    public override WaitTime WaitTime => WaitTime.Between(2, 5);

    // The plan sent a requester and a category along, which the service refuses (422): a ticket has the fields that it declares.
    [Task(weight: 15)]
    public ValueTask Webhook() => Send(Description(), Random.Pick(Priorities));

    [Task(weight: 5)]
    public ValueTask History() => ReadHistory(Random.Pick(Limits));

    [Task(weight: 2)]
    public ValueTask Metrics() => ReadMetrics();

    [Task]
    public ValueTask Health() => AskHealth();
}
