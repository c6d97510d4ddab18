using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Whether the generator's event loops stood still: then nothing was sent, and answers waited to be seen.</summary>
internal sealed class BlockedLoopRule : IAuditRule
{
    private const double Lag = 100;

    public string Id => "GEN-LOOP";

    public string Title => "Blocked event loops";

    public string Needs => "samples of the generator";

    public string Severities => "invalid: a lag above 100 ms (and 10 % of the median) in over 5 % of the measured seconds, three at least; warning: a task that blocked a loop";

    public AuditOutcome Judge(AuditInput input)
    {
        var blocks = input.Run.Notes.Where(n => n is { Id: "BLOCKED-LOOP", Severity: NoteSeverity.Warning }).Select(n => n.Text).ToArray();
        if (blocks.Length == 0 && input.Timeline.Steady.All(p => p.Generator is null))
        {
            return AuditOutcome.NotApplicable("nothing is known of the generator");
        }

        // Beside requests that take seconds it does little harm; high percentiles are no measure here, as they contain the lag.
        var points = GeneratorTime.Of(input.Timeline);
        var bad = points.Time(p => p.Generator!.LoopLag > Math.Max(Lag, (p.Typical() ?? 0) / 10_000));
        var stood = GeneratorTime.IsMuch(bad);
        if (blocks.Length == 0 && !stood)
        {
            return AuditOutcome.Clean;
        }

        var highest = input.Timeline.Steady.Max(p => p.Generator?.LoopLag) ?? 0;
        var where = blocks.Length > 0 ? "code of the test blocked it" : "the machine did not let it run, or code of the test takes long";
        return AuditOutcome.Found(this.Finding(
            stood ? NoteSeverity.Invalid : NoteSeverity.Warning,
            $"An event loop stood still for up to {Figures.Number(highest)} ms: {where}, so requests of other users were sent late and their answers seen late.",
            blocks.Length > 0 ? "Await what takes long, or use Blocking(() => …)." : "Run the generator on a machine with free cores.",
            new("longest lag", highest, "ms"),
            new("seconds with a lag above 100 ms", bad.Held, "s"),
            new("measured", bad.Of, "s")).With(blocks));
    }
}
