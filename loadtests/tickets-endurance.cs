#:project ../src/Stampede/Stampede.csproj
#:project Tickets/Tickets.csproj
#:property PublishAot=false

// Endurance of the ticket agents: 50 service desks send tickets of seven sizes, up to 1.3 kB, page through the history and look up their tickets, for half an hour. Without --host it
// starts the sample service. The result says when tickets took over 20 % longer in the last five minutes than in the first five, or the service's memory grew by as much.
using Stampede;
using Tickets;

return await new LoadTest
{
    Service = ServiceProcess.Project("../samples/TicketAgents"),
    Users = [typeof(Endurance), typeof(Follower)],
    Load = Load.Parallel(
        Load.Users(50, spawnRate: 5).Of<Endurance>().Named("service desks"),
        Load.Users(1).Of<Follower>().Named("follower")).For("30m"),
    Thresholds = ["p(95) < 60s", "success_rate > 99%", "trend(\"webhook to enhanced\") p(95) < 60000", "rate(\"enhanced\") > 99%"],
    Hooks = Desk.Hooks(isLong: true),
}.Run(args);

sealed class Endurance : ServiceDeskUser
{
    private static readonly string[] Priorities = ["low", "medium", "high", "critical"];
    private static readonly int[] Sizes = [20, 50, 120, 250, 500, 900, 1_300];
    private static readonly int[] Limits = [10, 20, 50];
    private static readonly int[] Offsets = [0, 10, 20];

    public override WaitTime WaitTime => WaitTime.Between(4, 8);

    [Task(weight: 10)]
    public ValueTask Webhook() => Send(Description().PadRight(Random.Pick(Sizes), '.'), Random.Pick(Priorities));

    [Task(weight: 5)]
    public ValueTask History() => ReadHistory(Random.Pick(Limits), Random.Pick(Offsets));

    [Task(weight: 3)]
    public ValueTask Ticket() => LookUp();

    [Task(weight: 2)]
    public ValueTask Metrics() => ReadMetrics();

    [Task]
    public ValueTask Health() => AskHealth();
}
