namespace Stampede.Engine;

/// <summary>Every option of a load test, in the order of the help. Names are Locust's wherever Locust has the option.</summary>
internal static class OptionList
{
    private const string Common = "Common";
    private const string What = "Which users and tasks";
    private const string Load = "Users and stopping";
    private const string Judging = "Judging";
    private const string Output = "Statistics and files";
    private const string Monitoring = "Monitoring";
    private const string Logging = "Logging";

    public static readonly OptionSpec Host = new(
        Common, ["--host", "-H"], "<url>", "Base address of the system under test, with scheme: http://localhost:8000.")
    { Default = "the file's" };

    public static readonly OptionSpec Users = new(
        Common, ["--users", "-u"], "<n>", "Number of users, 1 to 1,000,000.")
    { Default = "the file's, else 1" };

    public static readonly OptionSpec SpawnRate = new(
        Common, ["--spawn-rate", "-r"], "<n>", "Users started per second, above 0 to 1,000,000; fractions are allowed.")
    { Default = "the file's, else 1" };

    public static readonly OptionSpec RunTime = new(
        Common, ["--run-time", "-t"], "<time>", "How long to run, the ramp included: 300s, 20m, 1h30m, or 60 for seconds.")
    { Default = "the file's, else until Ctrl-C" };

    public static readonly OptionSpec Config = new(
        Common, ["--config"], "<file>", "Options from a JSON file; those of the environment and the command line count more.")
    { Default = "stampede.json, where there is one" };

    public static readonly OptionSpec List = new(Common, ["--list", "-l"], null, "List the user classes of the file, and end.") { IsQuestion = true };

    public static readonly OptionSpec ShowTaskRatio = new(
        Common, ["--show-task-ratio"], null, "Show how often each user class and task is chosen, and end.")
    { IsQuestion = true };

    public static readonly OptionSpec ShowTaskRatioJson = new(Common, ["--show-task-ratio-json"], null, "The same as JSON, as Locust has it.") { IsQuestion = true };

    public static readonly OptionSpec RunOnce = new(
        Common, ["--run-once"], null, "Run one user once, of the class that is named or the first, print each request (with -L DEBUG all of it), and end.")
    { IsQuestion = true };

    public static readonly OptionSpec Help = new(Common, ["--help", "-h"], null, "Show this help, and end.") { IsQuestion = true };

    public static readonly OptionSpec Version = new(Common, ["--version", "-V"], null, "Show the version, and end.") { IsQuestion = true };

    public static readonly OptionSpec Tags = new(
        What, ["--tags", "-T"], "<tags>", "Only tasks with one of these tags run: --tags a b, or a,b.")
    { Kind = OptionKind.Name, Many = true };

    public static readonly OptionSpec ExcludeTags = new(
        What, ["--exclude-tags", "-E"], "<tags>", "Tasks with one of these tags do not run.")
    { Kind = OptionKind.Name, Many = true };

    public static readonly OptionSpec EqualWeights = new(What, ["--equal-weights"], null, "Give every user class the weight 1.");

    public static readonly OptionSpec ConfigUsers = new(
        What, ["--config-users"], "<json>", "Change user classes: {\"user_class_name\": ..., \"weight\", \"fixed_count\", \"host\", \"tasks\": [...]}, a list of these, or a file with it.")
    { Kind = OptionKind.Json, Many = true };

    public static readonly OptionSpec StopTimeout = new(
        Load, ["--stop-timeout", "-s"], "<time>", "How long users may take to finish their task after the stop; 0 ends them at once.")
    { Default = "0" };

    public static readonly OptionSpec Iterations = new(
        Load, ["--iterations", "-i"], "<n>", "End after this many iterations in all, 1 or more.")
    { Default = "the file's, else no limit" };

    public static readonly OptionSpec IterationsPerUser = new(
        Load, ["--iterations-per-user"], "<n>", "End each user after this many iterations, 1 or more.")
    { Default = "the file's, else no limit" };

    public static readonly OptionSpec Requests = new(
        Load, ["--requests"], "<n>", "End after this many requests in all, 1 or more.")
    { Default = "the file's, else no limit" };

    public static readonly OptionSpec ScaleTo = new(
        Load, ["--scale-to"], "<time>", "Make the run take so long, everything in it in proportion: ramps, stages, delays, warm-up, cool-down.")
    { Default = "as it is" };

    public static readonly OptionSpec StartRetries = new(
        Load, ["--start-retries"], "<n>", "How often a user whose OnStart failed starts again before it counts as lost, 0 to 1,000.")
    { Default = "3" };

    public static readonly OptionSpec TrustAnyCertificate = new(
        Load, ["--trust-any-certificate"], null, "Accept every server certificate. Without it, an invalid one fails the request.");

    public static readonly OptionSpec Seed = new(
        Load, ["--seed"], "<n>", "Seed of all random choices, so that a run repeats; 0 to 18446744073709551615.")
    { Default = "a new one, printed" };

    public static readonly OptionSpec Loops = new(
        Load, ["--loops"], "<n>", "Event-loop threads, 1 to 1,024.")
    { Default = "one per two cores" };

    public static readonly OptionSpec Threshold = new(
        Judging, ["--threshold"], "<rule>", "What must hold, in addition to the file's thresholds: \"p(99) < 500ms\". Can be given several times.")
    { Kind = OptionKind.Rule, Many = true };

    public static readonly OptionSpec ReplaceThresholds = new(
        Judging, ["--replace-thresholds"], null, "Only the thresholds of --threshold count, not the file's.");

    public static readonly OptionSpec Accept = new(
        Judging, ["--accept"], "<id=why>", "A finding of the audit that is so on purpose, with the reason: \"COLO=they share this machine\". Can be given several times.")
    { Kind = OptionKind.Rule, Many = true };

    public static readonly OptionSpec WarmUp = new(
        Judging, ["--warm-up"], "<time>", "The first part of the run, which statistics and thresholds leave out.")
    { Default = "the file's, else 0" };

    public static readonly OptionSpec CoolDown = new(
        Judging, ["--cool-down"], "<time>", "The last part of the run, which statistics and thresholds leave out.")
    { Default = "the file's, else 0" };

    public static readonly OptionSpec ResetStats = new(
        Judging, ["--reset-stats"], null, "Leave out of the statistics what was before all users had been started.");

    public static readonly OptionSpec Insist = new(
        Judging, ["--insist"], null, "Run even where arithmetic says that a threshold cannot be reached.");

    public static readonly OptionSpec ExitCodeOnError = new(
        Judging, ["--exit-code-on-error"], "<n>", "Exit code where requests failed or users crashed and no threshold covers failures, 0 to 255.")
    { Default = "1" };

    public static readonly OptionSpec Results = new(
        Output, ["--results"], "<folder>", "Where the run folder is made.")
    { Default = "results" };

    public static readonly OptionSpec NoResults = new(Output, ["--no-results"], null, "Make no run folder.");

    public static readonly OptionSpec Csv = new(
        Output, ["--csv"], "<prefix>", "Write Locust's CSV files: <prefix>_stats.csv, _stats_history.csv, _failures.csv and _exceptions.csv.");

    public static readonly OptionSpec CsvFullHistory = new(
        Output, ["--csv-full-history"], null, "One row per request name and second in the history, not only the total. Needs --csv.");

    public static readonly OptionSpec Html = new(
        Output, ["--html"], "<file>", "Write the HTML report to this file too; {u}, {r} and {t} in its name become users, spawn rate and run time in seconds.");

    public static readonly OptionSpec Json = new(
        Output, ["--json"], null, "Print the statistics as JSON, as Locust does, to standard output at the end; all else goes to standard error.");

    public static readonly OptionSpec JsonFile = new(
        Output, ["--json-file"], "<name>", "Write the same JSON to <name>.json.");

    public static readonly OptionSpec PrintStats = new(
        Output, ["--print-stats"], null, "Print the whole table every 2 s, not one line; on a terminal, instead of the live view.");

    public static readonly OptionSpec OnlySummary = new(
        Output, ["--only-summary", "--quiet", "-q"], null, "Print nothing while it runs, only the summary at the end.");

    public static readonly OptionSpec Headless = new(
        Output, ["--headless"], null, "Plain lines instead of the live view, as where the output is no terminal.");

    public static readonly OptionSpec GitHub = new(
        Output, ["--github"], null, "In GitHub Actions, write the report as the job's summary and what failed as annotations.");

    public static readonly OptionSpec Prometheus = new(
        Monitoring, ["--prometheus"], "<port>", "Serve the metrics to Prometheus at /metrics while it runs; 0 for a free port, 0.0.0.0:<port> for other machines.");

    public static readonly OptionSpec Otlp = new(
        Monitoring, ["--otlp"], "<url>", "Send the metrics by OTLP while it runs: http://localhost:4318, or port 4317 for gRPC.")
    { Default = "OpenTelemetry's variables" };

    public static readonly OptionSpec LogLevel = new(
        Logging, ["--loglevel", "-L"], "<level>", "What is logged: DEBUG, INFO, WARNING, ERROR or CRITICAL.")
    { Default = "INFO" };

    public static readonly OptionSpec LogFile = new(
        Logging, ["--logfile"], "<path>", "Append the log to a file.")
    { Default = "standard error, where there is no live view" };

    public static readonly OptionSpec SkipLogSetup = new(Logging, ["--skip-log-setup"], null, "Log nothing: the file has its own logging.");

    /// <summary>The words of the command line that are no options; in the environment and a configuration file they have a name.</summary>
    public static readonly OptionSpec UserClasses = new(Common, ["--user-classes"], "<names>", "The only user classes that run.")
    { Kind = OptionKind.Name, Many = true };

    public static readonly IReadOnlyList<OptionSpec> All =
    [
        Host, Users, SpawnRate, RunTime, Config, List, ShowTaskRatio, ShowTaskRatioJson, RunOnce, Help, Version,
        Tags, ExcludeTags, EqualWeights, ConfigUsers,
        StopTimeout, Iterations, IterationsPerUser, Requests, ScaleTo, StartRetries, TrustAnyCertificate, Seed, Loops,
        Threshold, ReplaceThresholds, Accept, WarmUp, CoolDown, ResetStats, Insist, ExitCodeOnError,
        Results, NoResults, Csv, CsvFullHistory, Html, Json, JsonFile, PrintStats, OnlySummary, Headless, GitHub,
        Prometheus, Otlp,
        LogLevel, LogFile, SkipLogSetup,
    ];
}
