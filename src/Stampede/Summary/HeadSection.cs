using Spectre.Console.Rendering;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>What was run, when, and how it ended.</summary>
internal static class HeadSection
{
    public static IEnumerable<IRenderable> Of(RunResult result, string unfinished)
    {
        var plan = result.Plan;
        yield return new Line(plan.Name, Styles.Heading).And(plan.Host is null ? "" : $"  {plan.Host}").And($"  {plan.Load.Description}");
        yield return result.Imported is not null ? new Line(ReportText.Head(result), Styles.Quiet) : new Line(
            $"Started {SummaryText.Time(result.Started)}, ran {Figures.Span(result.Duration)}, {SummaryText.Ending(result, unfinished)}. Seed {plan.Seed}.",
            Styles.Quiet);
        if (plan.Overrides.Count > 0)
        {
            yield return new Line($"Changed for this run: {string.Join(", ", plan.Overrides.Select(o => $"{o.Key} {SecretMask.Text(o.Value)}"))}.", Styles.Quiet);
        }

        foreach (var phase in result.Phases.Where(p => p.Phase != Phase.Steady))
        {
            var failed = phase.Failed == 0 ? "" : $" ({Figures.Count(phase.Failed)} failed)";
            yield return new Line(
                $"{SummaryText.Name(phase.Phase)} of {Figures.Span(phase.Length)}, not counted: {Figures.Plural(phase.Settled, "request")} left out{failed}.", Styles.Quiet);
        }
    }
}
