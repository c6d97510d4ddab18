namespace ControlPlane.Risk;

/// <summary>What the endpoints of policy answer.</summary>
internal static class PolicyBodies
{
    internal sealed record Assessed(int RiskScore, IReadOnlyDictionary<string, double> FactorScores, bool RequiresCabApproval, string ModelVersion);

    internal sealed record Evaluated(bool Approved, decimal RiskScore, int Threshold, string Reason, string ModelVersion);

    internal sealed record Model(string Version, int Threshold, IReadOnlyList<RiskFactor> Factors);
}
