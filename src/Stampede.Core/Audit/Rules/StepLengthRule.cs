using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Whether each step of a load lasted long enough to be judged.</summary>
internal sealed class StepLengthRule : IAuditRule
{
    public string Id => "STEP";

    public string Title => "Length of steps";

    public string Needs => "a load with two levels of 3 s or more";

    public string Severities => "note: a step under 30 s, 1,000 requests or 20 times its 99th percentile; warning for capacity and comparison";

    public AuditOutcome Judge(AuditInput input)
    {
        var levels = LoadLevels.Of(input.Timeline.Steady);
        if (levels.Count < 2)
        {
            return AuditOutcome.NotApplicable("the load has no two levels of 3 s or more");
        }

        var tooShort = levels.Where(l => l.Seconds() < 29.5 || l.Settled() < 1_000 || l.Seconds() < 20 * (l.Max(p => p.Response?.P99) ?? 0) / 1e6).ToArray();
        if (tooShort.Length == 0)
        {
            return AuditOutcome.Clean;
        }

        var worst = tooShort.MinBy(l => l.Seconds())!;
        return AuditOutcome.Found(this.Finding(
            input.Weigh(NoteSeverity.Note, NoteSeverity.Warning),
            $"{Figures.Count(tooShort.Length)} of {Figures.Plural(levels.Count, "step")} of the load are too short to be judged for themselves, the shortest {Figures.Span(TimeSpan.FromSeconds(worst.Seconds()))} with {Figures.Plural(worst.Settled(), "request")}.",
            "Hold each step for 30 s, 1,000 requests and 20 times its 99th percentile before reading anything from it.",
            new("steps", levels.Count),
            new("too short", tooShort.Length),
            new("shortest", worst.Seconds(), "s"),
            new("its requests", worst.Settled())));
    }
}
