using System.Text.Json;

namespace ControlPlane.Deployments;

/// <summary>
/// The seeded risk model, on the factors that this sample can know: the ring's reach, the evidence that is missing and the
/// application's history, of which there is none yet. Weights sum to 100; the score is truncated.
/// </summary>
internal static class RiskModel
{
    public const int ApprovalThreshold = 50;

    private const double BlastRadiusWeight = 50;
    private const double EvidenceWeight = 30;
    private const double HistoryWeight = 20;
    private const double NoHistory = 0.5;

    private static readonly double[] BlastRadius = [0, 0.2, 0.4, 0.7, 1.0];
    private static readonly string[] Evidence = ["sbom", "vulnerability_scan", "test_results", "rollback_plan"];

    public static int Score(Ring ring, JsonElement? evidence)
    {
        var missing = Evidence.Length;
        if (evidence is { ValueKind: JsonValueKind.Object } pack)
        {
            missing = 0;
            foreach (var item in Evidence)
            {
                missing += pack.TryGetProperty(item, out _) ? 0 : 1;
            }
        }

        return (int)(BlastRadiusWeight * BlastRadius[(int)ring] + EvidenceWeight * missing / Evidence.Length + HistoryWeight * NoHistory);
    }
}
