namespace ControlPlane.Hosting;

/// <summary>Reads the command line. Every mistake in it is reported, not only the first.</summary>
internal static class SampleOptionsParser
{
    public const string Usage = """
        ControlPlane: a deployment control plane to load test.

          --urls <url>               where to listen; default http://127.0.0.1:8000, port 0 takes a free one
          --postgres <connection>    keep the data in PostgreSQL ("Host=…;Username=…;Database=…"); default in memory
          --postgres-pool <n>        connections to it, 1 to 1000; default 20

          --latency <time>           time added to every API answer: 5ms, 0.2s; 0 to 60s, default none
          --latency <median>,<p99>   the same, log-normal: 20ms,200ms
          --fail-rate <share>        share of API requests answered with 500, 0 to 1; default 0
          --pool <n>                 API requests worked on at a time, others wait in line; 1 to 10000, default no limit
          --service-time <time>      how long each holds its place in the pool; needs --pool; 0 to 60s, default 0
          --seed <n>                 repeats latencies and failures; default 1
          --plane-fault <p>=<status> a plane (intune, jamf, sccm, landscape, ansible) that answers 400 to 599; <status>x<n>: its first n orders
          --breaker-reset <time>     how long an open circuit breaker stays open; 1ms to 1h, default 60s
          --without-risk-model       as the recorded system was: no deployment can be created

          --allow-load-test-users    exempt loadtest_user, cab_approver and publisher_user, once logged in, from the throttles
          --exit-with-parent         stop when standard input ends; ignore Ctrl-C
          --log-requests             one log line a request
          --help                     this text
        """;

    public static ParsedOptions Parse(IReadOnlyList<string> args)
    {
        var options = new SampleOptions();
        var problems = new List<string>();
        var serviceTime = false;
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--urls":
                    options = options with { Urls = OptionValues.Url("--urls", Value(ref i), problems) ?? options.Urls };
                    break;
                case "--postgres":
                    options = options with { Postgres = OptionValues.Postgres("--postgres", Value(ref i), problems) };
                    break;
                case "--postgres-pool":
                    options = options with { PostgresPool = OptionValues.Whole("--postgres-pool", Value(ref i), 1, 1000, problems) };
                    break;
                case "--latency":
                    options = options with { Latency = OptionValues.Latency("--latency", Value(ref i), problems) };
                    break;
                case "--fail-rate":
                    options = options with { FailRate = OptionValues.Share("--fail-rate", Value(ref i), problems) };
                    break;
                case "--pool":
                    options = options with { Pool = OptionValues.Whole("--pool", Value(ref i), 1, 10_000, problems) };
                    break;
                case "--service-time":
                    options = options with { ServiceTime = OptionValues.Time("--service-time", Value(ref i), TimeSpan.Zero, Faults.Latency.Max, problems) };
                    serviceTime = true;
                    break;
                case "--seed":
                    options = options with { Seed = OptionValues.Whole("--seed", Value(ref i), 0, int.MaxValue, problems) };
                    break;
                case "--plane-fault":
                    options = options with { PlaneFaults = [.. options.PlaneFaults, .. OptionValues.Fault("--plane-fault", Value(ref i), problems)] };
                    break;
                case "--breaker-reset":
                    options = options with
                    {
                        BreakerReset = OptionValues.Time(
                            "--breaker-reset", Value(ref i), TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1), problems),
                    };
                    break;
                case "--without-risk-model":
                    options = options with { HasRiskModel = false };
                    break;
                case "--allow-load-test-users":
                    options = options with { AllowLoadTestUsers = true };
                    break;
                case "--exit-with-parent":
                    options = options with { ExitWithParent = true };
                    break;
                case "--log-requests":
                    options = options with { LogRequests = true };
                    break;
                case "--help" or "-h":
                    return new(options, [], Help: true);
                default:
                    problems.Add($"Unknown argument '{args[i]}'.");
                    break;
            }
        }

        if (serviceTime && options.Pool is null)
        {
            problems.Add("--service-time is how long a place in the pool is held: give --pool as well.");
        }

        return new(options, problems, Help: false);

        string Value(ref int at) => at + 1 < args.Count ? args[++at] : "";
    }
}
