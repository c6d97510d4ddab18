using System.Text.Json;
using ControlPlane.Deployments;

namespace ControlPlane.Risk;

/// <summary>
/// The seeded model: score = Σ weight × factor, of 100, truncated. Ring and history are known to the service; the evidence says the rest as a level from
/// 0 (harmless) to 4, where what it does not say counts as 1, and by how much of it there is.
/// </summary>
internal static class RiskModel
{
    public const string Version = "1.0";

    /// <summary>The highest score that needs no approval.</summary>
    public const int ApprovalThreshold = 50;

    /// <summary>How much of an application's history counts, at most.</summary>
    public const int MaxHistory = 50;

    private const int DefaultLevel = 1;

    private static readonly TimeSpan FrequencyWindow = TimeSpan.FromDays(30);
    private static readonly TimeSpan SuccessWindow = TimeSpan.FromDays(90);

    private static readonly double[] BlastRadius = [0, 0.2, 0.4, 0.7, 1.0];
    private static readonly string[] Evidence = ["sbom", "vulnerability_scan", "test_results", "rollback_plan"];
    private static readonly double[] Privilege = [0.2, 0.5, 0.7, 1.0, 1.0];
    private static readonly double[] Complexity = [0.1, 0.3, 0.5, 0.7, 1.0];
    private static readonly double[] Vulnerability = [0.0, 0.3, 0.7, 0.9, 1.0];
    private static readonly double[] Compliance = [0.1, 0.4, 0.6, 0.9, 1.0];

    public static IReadOnlyList<RiskFactor> Factors { get; } =
    [
        new("Privilege Elevation", 0.20),
        new("Blast Radius", 0.10),
        new("Rollback Complexity", 0.10),
        new("Vulnerability Severity", 0.15),
        new("Compliance Impact", 0.10),
        new("Deployment Frequency", 0.10),
        new("Evidence Completeness", 0.15),
        new("Historical Success Rate", 0.10),
    ];

    /// <param name="ring">Which devices it goes to.</param>
    /// <param name="evidence">What is known of it; null for nothing.</param>
    /// <param name="history">The application's deployments, the newest first.</param>
    /// <param name="now">The time.</param>
    public static RiskAssessment Assess(Ring ring, JsonElement? evidence, IReadOnlyList<Deployment> history, DateTimeOffset now)
    {
        double[] factors =
        [
            Privilege[Level(evidence, "privilege_elevation")],
            BlastRadius[(int)ring],
            Complexity[Level(evidence, "rollback_complexity")],
            Vulnerability[Level(evidence, "vulnerability_severity")],
            Compliance[Level(evidence, "compliance_impact")],
            Frequency(history, now - FrequencyWindow),
            Missing(evidence),
            Failures(history, now - SuccessWindow),
        ];
        var sum = 0.0;
        for (var i = 0; i < factors.Length; i++)
        {
            sum += Factors[i].Weight * factors[i];
        }

        // Binary fractions must not make 28.999… of 29.
        return new((int)Math.Clamp(Math.Round(100 * sum, 6), 0, 100), factors, history);
    }

    private static int Level(JsonElement? evidence, string name) =>
        evidence is { ValueKind: JsonValueKind.Object } pack && pack.TryGetProperty(name, out var level)
        && level.ValueKind == JsonValueKind.Number && level.TryGetInt32(out var value) && value is >= 0 and <= 4 ? value : DefaultLevel;

    private static double Missing(JsonElement? evidence)
    {
        var missing = Evidence.Length;
        if (evidence is { ValueKind: JsonValueKind.Object } pack)
        {
            foreach (var item in Evidence)
            {
                missing -= pack.TryGetProperty(item, out _) ? 1 : 0;
            }
        }

        return (double)missing / Evidence.Length;
    }

    // What is deployed often is deployed safely.
    private static double Frequency(IReadOnlyList<Deployment> history, DateTimeOffset since)
    {
        var count = 0;
        while (count < history.Count && history[count].CreatedAt >= since)
        {
            count++;
        }

        return count switch { 0 => 1.0, <= 2 => 0.7, <= 5 => 0.4, <= 10 => 0.2, _ => 0 };
    }

    private static double Failures(IReadOnlyList<Deployment> history, DateTimeOffset since)
    {
        var (good, bad) = (0, 0);
        for (var i = 0; i < history.Count && history[i].CreatedAt >= since; i++)
        {
            good += history[i].Status == DeploymentStatus.Completed ? 1 : 0;
            bad += history[i].Status is DeploymentStatus.Failed or DeploymentStatus.RolledBack ? 1 : 0;
        }

        return good + bad == 0 ? 0.5 : ((double)good / (good + bad)) switch
        {
            >= 0.99 => 0,
            >= 0.90 => 0.1,
            >= 0.75 => 0.3,
            >= 0.50 => 0.6,
            _ => 1,
        };
    }
}
