using ControlPlane.Connectors;
using Samples;

namespace ControlPlane.Hosting;

/// <summary>What the command line decides.</summary>
internal sealed record ControlPlaneOptions : SampleOptions
{
    /// <summary>Planes that fail.</summary>
    public IReadOnlyList<PlaneFault> PlaneFaults { get; init; } = [];

    /// <summary>How long an open circuit breaker stays open.</summary>
    public TimeSpan BreakerReset { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether there is a risk model; without one no deployment can be created.</summary>
    public bool HasRiskModel { get; init; } = true;

    /// <summary>Whether the known load-test users, once logged in, are exempt from the throttles.</summary>
    public bool AllowLoadTestUsers { get; init; }
}
