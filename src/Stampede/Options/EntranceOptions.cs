using System.Net;
using Stampede.Reporting;

namespace Stampede.Engine;

/// <summary>What the command line, the environment and the configuration files say, checked. Null leaves what the load test says.</summary>
internal sealed record EntranceOptions
{
    public string? Host { get; init; }

    public int? Users { get; init; }

    public double? SpawnRate { get; init; }

    public TimeSpan? RunTime { get; init; }

    public TimeSpan? ScaleTo { get; init; }

    public bool List { get; init; }

    public bool ShowTaskRatio { get; init; }

    public bool ShowTaskRatioJson { get; init; }

    public bool RunOnce { get; init; }

    /// <summary>It asks something of the file, and runs nothing.</summary>
    public bool IsQuestion => List || ShowTaskRatio || ShowTaskRatioJson;

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<string> ExcludeTags { get; init; } = [];

    public bool EqualWeights { get; init; }

    public IReadOnlyList<UserClassOptions> ClassOptions { get; init; } = [];

    public long? Iterations { get; init; }

    public long? IterationsPerUser { get; init; }

    public long? Requests { get; init; }

    public TimeSpan? WarmUp { get; init; }

    public TimeSpan? CoolDown { get; init; }

    public bool ResetStats { get; init; }

    public bool Insist { get; init; }

    public bool Help { get; init; }

    public bool Version { get; init; }

    public TimeSpan? StopTimeout { get; init; }

    public int? StartRetries { get; init; }

    public bool? TrustAnyCertificate { get; init; }

    public ulong? Seed { get; init; }

    public int? Loops { get; init; }

    public IReadOnlyList<string> Thresholds { get; init; } = [];

    public IReadOnlyList<string> Accept { get; init; } = [];

    public bool ReplaceThresholds { get; init; }

    public int ExitCodeOnError { get; init; } = 1;

    public string Results { get; init; } = "results";

    public bool NoResults { get; init; }

    public string? Csv { get; init; }

    public bool CsvFullHistory { get; init; }

    public string? Html { get; init; }

    public bool Json { get; init; }

    public string? JsonFile { get; init; }

    public bool PrintStats { get; init; }

    public bool OnlySummary { get; init; }

    public bool Headless { get; init; }

    public bool GitHub { get; init; }

    /// <summary>Where the metrics are served; null for nowhere.</summary>
    public IPEndPoint? Prometheus { get; init; }

    /// <summary>Where the metrics are sent; null for nowhere.</summary>
    public OtlpSettings? Otlp { get; init; }

    public LogLevel LogLevel { get; init; } = LogLevel.Info;

    public string? LogFile { get; init; }

    public bool SkipLogSetup { get; init; }

    /// <summary>The user classes to run; empty for all.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Values of the test's own options: name → text.</summary>
    public IReadOnlyDictionary<string, string> OptionValues { get; init; } = new Dictionary<string, string>();

    /// <summary>What it changes about the load test: setting → value, for the stored plan.</summary>
    public IReadOnlyDictionary<string, string> Overrides { get; init; } = new Dictionary<string, string>();
}
