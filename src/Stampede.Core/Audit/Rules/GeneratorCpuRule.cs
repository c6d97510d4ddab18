using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Whether the generator had the processor that it needed.</summary>
internal sealed class GeneratorCpuRule : IAuditRule
{
    public string Id => "GEN-CPU";

    public string Title => "CPU of the generator";

    public string Needs => "samples of the generator, over at least 5 s after the start";

    public string Severities => "invalid: above 80 % of its cores, or of its busiest event loop, for over 5 % of the measured time (a warning where no user waits: GEN-BOUND); warning: above 60 %";

    public AuditOutcome Judge(AuditInput input)
    {
        var points = GeneratorTime.Of(input.Timeline);
        if (GeneratorTime.Missing(input.Timeline, points) is { } missing)
        {
            return AuditOutcome.NotApplicable(missing);
        }

        var full = points.Time(p => GeneratorTime.Use(p.Generator!) > 0.8);
        var high = points.Time(p => GeneratorTime.Use(p.Generator!) > 0.6);
        if (!GeneratorTime.IsMuch(high))
        {
            return AuditOutcome.Clean;
        }

        var isFull = GeneratorTime.IsMuch(full);
        var severity = isFull && AsFastAsPossible.Classes(input).Count == 0 ? NoteSeverity.Invalid : NoteSeverity.Warning;
        var (limit, held) = isFull ? (80, full.Held) : (60, high.Held);
        var highest = points.Max(p => p.Generator!.Cpu) * 100;
        return AuditOutcome.Found(this.Finding(
            severity,
            $"The load generator used more than {limit} % of {(points.Max(p => p.Generator!.Cpu) * 100 > limit ? "its processor" : "an event loop's time")} for {Figures.Number(held)} s of {Figures.Number(high.Of)} s: {(isFull ? "response times contain its own delays, and the rate may be its limit" : "some of what was measured may be its own delay")}.",
            "Do less in the users' code, give the generator more cores and loops (--loops), spread the load over more machines, or ask for less load.",
            new($"CPU above {limit} %", held, "s"),
            new("measured", high.Of, "s"),
            new("highest CPU", highest, "%"),
            new("busiest event loop", points.Max(p => p.Generator!.LoopBusy ?? 0) * 100, "%"),
            new("cores", input.Run.Environment?.Cores ?? 0)));
    }
}
