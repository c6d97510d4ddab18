namespace Stampede.Baselines.Compatible;

/// <summary>How much the scripts let a metric change.</summary>
/// <param name="Service">The service.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Value">A share of the baseline, below 0 for a decrease; of a whole limit the value itself.</param>
/// <param name="IsWhole">Whether the metric itself is held against the limit, and not its change.</param>
public sealed record ScriptLimit(string Service, string Metric, double Value, bool IsWhole = false)
{
    /// <summary>All of them, in the order of the scripts.</summary>
    public static IReadOnlyList<ScriptLimit> All { get; } =
    [
        new("api_gateway", "p95_latency_ms", 0.50),
        new("api_gateway", "error_rate_pct", 0.005),
        new("api_gateway", "rps", -0.30),
        new("rag_service", "query_p95_ms", 0.50),
        new("rag_service", "error_rate_pct", 0.005),
        new("rag_service", "qdrant_timeout_rate_pct", 0.001),
        new("mcp_server", "tool_p95_ms", 0.50),
        new("mcp_server", "error_rate_pct", 0.005),
        new("mcp_server", "sandbox_violations", 0, IsWhole: true),
    ];

    /// <summary>The change as the scripts count it: a share of the baseline; from 0 to anything above it, infinite; from 0 to 0, none.</summary>
    public static double Change(double baseline, double current) => baseline == 0 ? current > 0 ? double.PositiveInfinity : 0 : (current - baseline) / baseline;

    /// <summary>What the scripts say.</summary>
    /// <param name="baseline">The baseline's value.</param>
    /// <param name="current">The value now.</param>
    /// <param name="version">Which of them.</param>
    public ScriptStatus Status(double baseline, double current, ScriptVersion version) =>
        IsWhole ? current > Value ? ScriptStatus.Fail : ScriptStatus.Pass : Status(Change(baseline, current), version);

    /// <summary>What the scripts say of a change, as a share of the baseline.</summary>
    public ScriptStatus Status(double change, ScriptVersion version) => (Value < 0, version) switch
    {
        (true, ScriptVersion.V2) => change < Value ? ScriptStatus.Fail : ScriptStatus.Pass, // their warning for decreases can never be reached
        (true, _) => change <= Value ? ScriptStatus.Pass : ScriptStatus.Fail, // 1.5 times a limit below 0 is below the limit: no warning either
        _ => change <= Value ? ScriptStatus.Pass : change < 1.5 * Value ? ScriptStatus.Warning : ScriptStatus.Fail,
    };
}
