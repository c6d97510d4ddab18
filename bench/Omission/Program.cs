using System.Globalization;
using Stampede;
using Stampede.Omission;
using Stampede.Results;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["server", var begins, var lasts])
{
    await StallServer.Run(double.Parse(begins), double.Parse(lasts));
    return 0;
}

var scale = args is ["--scale", var given] ? double.Parse(given) : 1;
Experiment[] experiments =
[
    new Experiment("A", 100, 200, 50, 100, 1).Scaled(scale),
    new Experiment("B", 1000, 60, 20, 2, 10).Scaled(scale),
];
Console.WriteLine($"Coordinated omission: a server that stalls once (time scaled by {scale}); response times in seconds.");
Console.WriteLine();
Console.WriteLine("| experiment | load | planned | sent | dropped | p50 | p75 | p90 | p99 | p99.9 | max | p99 of the truth |");
Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
var wrong = new List<string>();
foreach (var experiment in experiments)
{
    Print(experiment, experiment.Requests, "truth", experiment.Requests.ToString("N0"), "", experiment.Truth(50), experiment.Truth(75), experiment.Truth(90), experiment.Truth(99), experiment.Truth(99.9), experiment.Truth(100), "");
    var period = 0.1;
    var users = (int)Math.Round(experiment.Rate * period);
    var each = (long)Math.Round(experiment.Length / period);
    await Measure(experiment, experiment.Requests, "arrivals", Load.Arrivals(experiment.Rate).InFlight(15_000).For(Span(experiment.Length)), WaitTime.None, honest: true);
    await Measure(experiment, users * each, "users that pace", Load.Users(users, users / period).IterationsPerUser(each), WaitTime.Pacing(period), honest: true);
    await Measure(experiment, experiment.Requests, "users that wait", Load.Users(experiment.Connections, 1e6).For(Span(experiment.Length)), WaitTime.Constant(Math.Max(0, experiment.Connections / experiment.Rate - 0.001)), honest: false);
}

Console.WriteLine();
foreach (var line in wrong)
{
    Console.WriteLine(line);
}

Console.WriteLine(wrong.Count == 0
    ? "Arrivals and paced users: every planned request sent, p99 within 10 % of the truth. Users that wait after each answer do not see the stall, as the table shows: that is what the closed model means."
    : "NOT within what is asked.");
return wrong.Count == 0 ? 0 : 1;

async Task Measure(Experiment experiment, long planned, string name, Load load, WaitTime wait, bool honest)
{
    var (process, address) = await StallServer.Start(experiment.Begins, experiment.Stall);
    using (process)
    {
        Getter.Pause = wait;
        var result = await new LoadTest { Host = address, Load = load, Users = [typeof(Getter)] }
            .Run(new RunOptions { StopTimeout = TimeSpan.FromSeconds(experiment.Stall + 30) });
        process.Kill();
        var total = result.Total();
        var dropped = result.Arrivals.Sum(a => a.Dropped);
        double At(double percentile) => total.ResponseTime.Percentile(percentile) / 1e6;
        Print(experiment, planned, name, total.Settled.ToString("N0"), dropped.ToString("N0"), At(50), At(75), At(90), At(99), At(99.9), total.ResponseTime.Max / 1e6, $"{At(99) / experiment.Truth(99) - 1:+0.0 %;-0.0 %}");
        if (honest && (Math.Abs(total.Settled - planned) > 1 || total.Failed > 0 || dropped > 0))
        {
            wrong.Add($"{experiment.Name}, {name}: {total.Settled:N0} of {planned:N0} requests were sent, {total.Failed:N0} failed, {dropped:N0} arrivals were dropped.");
        }

        if (honest && Math.Abs(At(99) / experiment.Truth(99) - 1) > 0.1)
        {
            wrong.Add($"{experiment.Name}, {name}: p99 is {At(99):0.000} s, the truth {experiment.Truth(99):0.000} s.");
        }
    }
}

static string Span(double seconds) => $"{seconds:0.###}s";

static void Print(Experiment experiment, long planned, string load, string sent, string dropped, double p50, double p75, double p90, double p99, double p999, double max, string off) =>
    Console.WriteLine($"| {experiment.Name} | {load} | {planned:N0} | {sent} | {dropped} | {p50:0.000} | {p75:0.000} | {p90:0.000} | {p99:0.000} | {p999:0.000} | {max:0.000} | {off} |");

internal sealed class Getter : HttpUser
{
    public static WaitTime Pause { get; set; }

    public override WaitTime WaitTime => Pause;

    [Task]
    public async ValueTask Get() => (await Http.Get("/")).Expect(200);
}
