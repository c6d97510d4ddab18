using Stampede.Engine;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>
/// What was done against how often it was planned: tasks of our own classes by their share, requests of a declared class by their weight. Off is what chance
/// does not explain (one in a million) and what matters (less than half of its share).
/// </summary>
internal sealed class MixRule : IAuditRule
{
    private const double Chance = 1e-6;

    public string Id => "MIX-TASK";

    public string Title => "The planned mix";

    public string Needs => "the plan: tasks with their shares, or a claims file with the requests of each class";

    public string Severities => "invalid: a task or request of which a hundred were to be expected, and none came; warning: one that came less than half as often as its weight says";

    public AuditOutcome Judge(AuditInput input)
    {
        var parts = (input.Run.Imported is null ? Own(input.Run) : input.Plan is { } plan ? Declared(input.Run, plan) : []).ToArray();
        return parts.Length == 0
            ? AuditOutcome.NotApplicable("shares of tasks or requests are not known")
            : AuditOutcome.Found([.. parts.Where(p => p.Count < 0.5 * p.Share * p.All && Binomial.AtMost(p.Count, p.All, Math.Clamp(p.Share, 1e-12, 1)) < Chance).Select(Finding)]);
    }

    private AuditFinding Finding((string Class, string Name, long Count, long All, double Share) part) => new()
    {
        Rule = Id,
        Severity = part.Count == 0 && part.Share * part.All >= 100 ? NoteSeverity.Invalid : NoteSeverity.Warning,
        Subject = $"{part.Class}: {part.Name}",
        Numbers =
        [
            new("done", part.Count), new("of", part.All), RunSums.Share("share", part.Count, part.All),
            new("planned share", 100 * part.Share, "%"), new("to be expected", part.Share * part.All),
        ],
        Meaning = $"{part.Name} came {Figures.Count(part.Count)} times in {Figures.Count(part.All)}, where its weight says {Figures.Number(part.Share * part.All)}: the run had another mix than the one that was planned.",
        Advice = "Find out what keeps it from running (a task that fails or ends early, a class that starts late), or correct the plan.",
    };

    private static IEnumerable<(string Class, string Name, long Count, long All, double Share)> Own(RunResult run)
    {
        foreach (var plan in run.Plan.Classes)
        {
            var started = run.Classes.FirstOrDefault(c => c.Name == plan.Name)?.TasksStarted;
            if (started is null || started.Count != plan.Tasks.Count || plan.Tasks.Any(t => t.Share is null))
            {
                continue;
            }

            var all = started.Sum();
            for (var i = 0; i < started.Count && all > 0; i++)
            {
                if (plan.Tasks[i].Share > 0)
                {
                    yield return (plan.Name, plan.Tasks[i].Name, started[i], all, plan.Tasks[i].Share!.Value);
                }
            }
        }
    }

    // Only of requests that no other class makes, and of each other: what all of them together came to is what is shared out.
    private static IEnumerable<(string Class, string Name, long Count, long All, double Share)> Declared(RunResult run, AuditPlan plan)
    {
        foreach (var one in plan.Classes)
        {
            var exclusive = PlanNames.Exclusive(plan, one);
            var counts = exclusive.Select(e => run.Requests.Where(r => PlanNames.Matches(e, r.Key)).Sum(r => r.Value.Settled)).ToArray();
            var (all, weights) = (counts.Sum(), exclusive.Sum(e => e.Weight));
            for (var i = 0; i < counts.Length && all > 0 && weights > 0; i++)
            {
                yield return (one.Name, $"{exclusive[i].Method} {exclusive[i].Name}".Trim(), counts[i], all, exclusive[i].Weight / weights);
            }
        }
    }
}
