namespace ControlPlane.Risk;

/// <summary>One of the things that make a deployment risky.</summary>
/// <param name="Name">As it is called in answers.</param>
/// <param name="Weight">Its share of the score; those of a model sum to 1.</param>
internal sealed record RiskFactor(string Name, double Weight);
