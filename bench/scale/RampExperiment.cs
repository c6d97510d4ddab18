using System.Globalization;
using Peers;
using Peers.Server;
using Stampede.Results;

namespace Scale;

/// <summary>Whether a ramp keeps its plan: the moment in which each user's OnStart began, against the time at which it was to start.</summary>
internal sealed class RampExperiment : IExperiment
{
    public const string StartsFile = "STAMPEDE_BENCH_STARTS";

    public string Name => "ramp";

    public string Heading => "A ramp on time";

    public async Task<string> Run(ScratchFolder folder, ScaleOptions options)
    {
        var (users, rate) = (options.Users ?? 10_000, options.Rate ?? 1000);
        var starts = Path.Combine(folder.New("ramp"), "starts");
        Environment.SetEnvironmentVariable(StartsFile, starts);
        await using var server = await NginxServer.Start(folder.New("nginx"));
        var length = (users + rate - 1) / rate;
        var (run, cpu) = await Generator.Run("ramp", folder, server.Http, "-u", $"{users}", "-r", $"{rate}", "-t", $"{length + 2}s");

        // Microseconds by user. The ramp began at the latest when the most punctual user says so: no user was early.
        var times = File.ReadLines(starts).Select(line => long.Parse(line, CultureInfo.InvariantCulture)).ToArray();
        if (times.Length != users)
        {
            throw new InvalidOperationException($"{times.Length} of {users} users started.");
        }

        var origin = times.Select((time, user) => time - Due(user)).Min();
        var late = times.Select((time, user) => (time - origin - Due(user)) / 1e3).Order().ToArray();
        var seconds = Enumerable.Range(1, length).Select(second => new RampSecond(
            second,
            (int)Math.Min(users, second * (long)rate),
            times.Count(time => time - origin <= second * 1_000_000L),
            Math.Max(0.01 * Math.Min(users, second * (long)rate), 0.020 * rate))).ToArray();
        var intervals = new List<string>();
        await foreach (var interval in RunFolderReader.Intervals(run))
        {
            var sample = interval.Classes[0];
            intervals.Add(string.Create(CultureInfo.InvariantCulture, $"{sample.Planned:N0}/{sample.Running:N0}"));
        }

        var worst = seconds.MaxBy(second => second.Missing / second.Allowed);
        return string.Create(CultureInfo.InvariantCulture, $"""
            {users:N0} users at {rate:N0} a second against one nginx worker, each with a request as soon as it runs. When a user's OnStart began against
            user ÷ rate, from the most punctual user on; then how many had begun at each full second.

            Late by: median {At(0.5):0.00} ms, p99 {At(0.99):0.00} ms, at most {late[^1]:0.00} ms.

            | second | planned | started | may be missing |
            |---|---|---|---|
            {string.Join(Environment.NewLine, seconds.Select(second => second.ToString()))}

            **{(seconds.All(second => second.Missing <= second.Allowed) ? "On time at every second" : "Not on time")}** (the worst: {worst.Missing:N0} missing at second {worst.Second}); asked for: at every second within 1 % of
            the plan or 20 ms of the ramp, whichever is more. The run's own intervals, planned/running: {string.Join(", ", intervals)}. {cpu:0.0} s of CPU.
            """);

        long Due(int user) => user * 1_000_000L / rate;

        double At(double share) => late[(int)(share * (late.Length - 1))];
    }

    private readonly record struct RampSecond(int Second, int Planned, int Started, double Allowed)
    {
        public int Missing => Math.Abs(Planned - Started);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"| {Second} | {Planned:N0} | {Started:N0} | {Allowed:N0} |");
    }
}
