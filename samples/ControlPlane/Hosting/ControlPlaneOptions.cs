using ControlPlane.Connectors;
using Samples;

namespace ControlPlane.Hosting;

/// <summary>What the command line decides.</summary>
internal sealed record ControlPlaneOptions : SampleOptions
{
    /// <summary>Planes that fail.</summary>
    public IReadOnlyList<PlaneFault> PlaneFaults { get; init; } = [];

    /// <summary>How long an open circuit breaker stays open; null for 60 s of a plane's and 30 s of the database's.</summary>
    public TimeSpan? BreakerReset { get; init; }

    /// <summary>Whether there is a risk model; without one no deployment can be created.</summary>
    public bool HasRiskModel { get; init; } = true;

    /// <summary>Whether the known load-test users, once logged in, are exempt from the throttles.</summary>
    public bool AllowLoadTestUsers { get; init; }
}
