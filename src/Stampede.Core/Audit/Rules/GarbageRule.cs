using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Whether the generator stood still to collect garbage.</summary>
internal sealed class GarbageRule : IAuditRule
{
    public string Id => "GEN-GC";

    public string Title => "Garbage collection of the generator";

    public string Needs => "samples of the generator, over at least 5 s after the start";

    public string Severities => "warning: pauses of over 1 % of the measured time, or of over 100 ms in a second whose 99th percentile is shorter";

    public AuditOutcome Judge(AuditInput input)
    {
        var points = GeneratorTime.Of(input.Timeline);
        if (GeneratorTime.Missing(input.Timeline, points) is { } missing)
        {
            return AuditOutcome.NotApplicable(missing);
        }

        var (total, seconds) = (points.Sum(p => p.Generator!.GcPause), points.Seconds());
        var worst = points.Where(p => p.Generator!.GcPause > Math.Max(100 * Math.Max(1, p.Length.TotalSeconds), (p.Response?.P99 ?? 0) / 1_000)).Select(p => p.Generator!.GcPause).DefaultIfEmpty().Max();
        return total <= seconds * 10 && worst == 0 ? AuditOutcome.Clean : AuditOutcome.Found(this.Finding(
            NoteSeverity.Warning,
            $"The generator stood still for {Figures.Number(total)} ms of {Figures.Number(seconds)} s to collect garbage, for up to {Figures.Number(Math.Max(worst, points.Max(p => p.Generator!.GcPause)))} ms in a second: that is in the response times.",
            "Keep fewer bodies and objects in the users' code, or run with the server's garbage collector (ServerGarbageCollector).",
            new("pauses", total, "ms"),
            new("measured", seconds, "s"),
            new("worst second", points.Max(p => p.Generator!.GcPause), "ms")));
    }
}
