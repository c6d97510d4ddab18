using ControlPlane.Connectors;
using ControlPlane.Deployments;
using Samples;

namespace ControlPlane.Hosting;

/// <summary>The options of the command line.</summary>
internal static class ControlPlaneOptionTable
{
    public static OptionTable<ControlPlaneOptions> Table { get; } = new(
        "ControlPlane: a deployment control plane to load test.",
        CommonOptions.CheckFaults,
        CommonOptions.Storage<ControlPlaneOptions>("control_plane"),
        [
            .. CommonOptions.Faults<ControlPlaneOptions>(),
            new(
                "--plane-fault",
                "<p>=<status>",
                "a plane (intune, jamf, sccm, landscape, ansible) that answers 400 to 599; <status>x<n>: its first n orders",
                (options, text) => options with { PlaneFaults = [.. options.PlaneFaults, .. Fault(text)] }),
            new(
                "--breaker-reset",
                "<time>",
                "how long an open circuit breaker stays open; 1ms to 1h, default 60s, the database's 30s",
                (options, text) => options with { BreakerReset = text.Time(TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1)) }),
            new("--without-risk-model", null, "as the recorded system was: no deployment can be created", (options, _) => options with { HasRiskModel = false }),
        ],
        [
            new(
                "--allow-load-test-users",
                null,
                "exempt loadtest_user, cab_approver and publisher_user, once logged in, from the throttles",
                (options, _) => options with { AllowLoadTestUsers = true }),
            .. CommonOptions.Process<ControlPlaneOptions>(),
        ]);

    // None where it cannot be read.
    private static IEnumerable<PlaneFault> Fault(OptionText text) =>
        text.Fault("a plane", WireEnum<ConnectorType>.All.Split(", ")) is var (name, status, times) ? [new(WireEnum<ConnectorType>.Parse(name)!.Value, status, times)] : [];
}
