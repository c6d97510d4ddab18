using ControlPlane.Deployments;

namespace ControlPlane.Risk;

/// <summary>How risky a deployment is.</summary>
/// <param name="Score">0 to 100.</param>
/// <param name="Factors">How much of each factor there is, 0 to 1, in the model's order.</param>
/// <param name="History">What of the application's history was looked at, the newest first.</param>
internal sealed record RiskAssessment(int Score, double[] Factors, IReadOnlyList<Deployment> History)
{
    public bool RequiresCabApproval => Score > RiskModel.ApprovalThreshold;
}
