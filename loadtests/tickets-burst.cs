#:project ../src/Stampede/Stampede.csproj
#:project Tickets/Tickets.csproj
#:property PublishAot=false

// Burst on the ticket agents, four minutes: 10 users, then within ten seconds 200, for two minutes, then 10 again. 200 users who wait 1.5 s send about 130 webhooks a second. Without --host
// it starts the sample service.
//
// What counts is not only that the webhooks are accepted meanwhile: the depth of the queue is shown, and it must be empty within 30 s after the burst. No ten seconds may have more than
// 1 % of failures, so that those of the burst are not hidden by the calm before and after it.
using Stampede;
using Tickets;

return await new LoadTest
{
    Service = ServiceProcess.Project("../samples/TicketAgents"),
    Users = [typeof(Burst), typeof(Follower)],
    Load = Load.Parallel(
        Load.Stages(
            new Stage(10, "30s", SpawnRate: 1),
            new Stage(200, "10s", SpawnRate: 20),
            new Stage(200, "2m"),
            new Stage(10, "30s", SpawnRate: 10),
            new Stage(10, "50s")).Of<Burst>().Named("service desks"),
        Load.Users(1).Of<Follower>().Named("follower")).For("4m"),
    Thresholds =
    [
        "p(95) < 60s",
        "success_rate > 99%",
        "failure_rate <= 1% over 10s",
        "trend(\"webhook to enhanced\") p(95) < 60000",
        "rate(\"enhanced\") > 99%",
        "trend(\"drained after the burst\") max < 30000",
    ],
    Hooks = Desk.Hooks(burstEnd: 160.0 / 240),
}.Run(args);

sealed class Burst : ServiceDeskUser
{
    private static readonly string[] Priorities = ["medium", "high"];

    public override WaitTime WaitTime => WaitTime.Between(1, 2);

    [Task(weight: 20)]
    public ValueTask Webhook() => Send(Description(), Random.Pick(Priorities));

    [Task]
    public ValueTask Health() => AskHealth();
}
