using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Whether the target shares processors with the generator.</summary>
internal sealed class SameMachineRule : IAuditRule
{
    public string Id => "COLO";

    public string Title => "Generator and target on one machine";

    public string Needs => "where the target is, or its address";

    public string Severities =>
        "note: loopback or the same machine; warning: the same process, or the machine's CPU above 90 % for over 5 % of the measured time; warning for capacity and comparison (invalid: the same process)";

    public AuditOutcome Judge(AuditInput input)
    {
        if (Place(input.Run) is not { } place)
        {
            return AuditOutcome.NotApplicable("where the target is is not known");
        }

        var points = GeneratorTime.Of(input.Timeline);
        var full = points.Time(p => p.Generator!.MachineCpu is { } cpu ? cpu > 0.9 : null);
        var isFull = GeneratorTime.IsMuch(full);
        var highest = points.Max(p => p.Generator!.MachineCpu);
        List<AuditNumber> numbers = full.Of > 0 ? [new("machine's CPU above 90 %", full.Held, "s"), new("measured", full.Of, "s")] : [];
        if (highest is { } most)
        {
            numbers.Add(new("highest CPU of the machine", most * 100, "%"));
        }

        return place switch
        {
            TargetPlace.SameProcess => AuditOutcome.Found(this.Finding(
                input.Weigh(NoteSeverity.Warning, NoteSeverity.Invalid),
                "The target runs in the generator's own process: they share memory, garbage collection and threads, so each one's pauses are in the other's times.",
                "Run the target as a process of its own (LoadTest.Service), better on another machine.",
                numbers)),
            TargetPlace.Elsewhere when isFull => AuditOutcome.Found(this.Finding(
                NoteSeverity.Warning,
                $"The generator's machine was busy above 90 % for {Figures.Number(full.Held)} s of {Figures.Number(full.Of)} s: whatever else runs there delays requests and answers.",
                "Run the generator on a machine of its own.",
                numbers)),
            TargetPlace.Elsewhere => AuditOutcome.Clean,
            _ => AuditOutcome.Found(this.Finding(
                isFull ? NoteSeverity.Warning : input.Weigh(NoteSeverity.Note, NoteSeverity.Warning),
                isFull
                    ? $"Generator and target share a machine that was busy above 90 % for {Figures.Number(full.Held)} s of {Figures.Number(full.Of)} s: they took processor time from each other, and the times contain it."
                    : "Generator and target share a machine: no network is in the times, and both use the same processors.",
                isFull ? "Ask for less load, or run the target on another machine." : "Say so beside the figures; for a capacity run the target on another machine.",
                numbers)),
        };
    }

    // Older runs and other tools' do not say where it was; a loopback address does.
    private static TargetPlace? Place(RunResult run) => run.Environment?.Target
        ?? (Uri.TryCreate(run.Plan.Host, UriKind.Absolute, out var host) && host.IsLoopback ? TargetPlace.Loopback : null);
}
