using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>User classes that were to do something and did nothing, or only failed.</summary>
internal sealed class SilentClassRule : IAuditRule
{
    private const int Few = 10;

    public string Id => "MIX-CLASS";

    public string Title => "Classes under test";

    public string Needs => "the plan: our own, or a claims file with the requests of each class";

    public string Severities => "invalid: a class under test that sent nothing, or of whose requests none succeeded (of our own runs, whose verdict says so, a warning); warning or note: one that a claims file says was not meant to run";

    public AuditOutcome Judge(AuditInput input)
    {
        if (input.Run.Imported is null)
        {
            return input.Run.Classes.Count == 0 ? AuditOutcome.NotApplicable("the run has no user classes") : AuditOutcome.Found([.. Own(input)]);
        }

        return input.Plan is { Classes.Count: > 0 } plan && plan.Classes.Any(c => c.Requests.Count > 0)
            ? AuditOutcome.Found([.. Declared(input.Run, plan)])
            : AuditOutcome.NotApplicable("which class makes which requests is not known");
    }

    private IEnumerable<AuditFinding> Own(AuditInput input)
    {
        var run = input.Run;
        foreach (var sample in run.Classes)
        {
            var plan = run.Plan.Classes.FirstOrDefault(c => c.Name == sample.Name);
            if (sample.Iterations == 0 && sample.TasksStarted.Sum() == 0 && (sample.Planned > 0 || sample.Lost > 0) && RunSums.Settled(run) > 0)
            {
                yield return Silent(
                    sample.Name, [new("iterations", 0), new("users planned", sample.Planned), new("users lost", sample.Lost), new("requests of all classes", RunSums.Settled(run))],
                    sample.Lost > 0 ? $", and lost {Figures.Plural(sample.Lost, "user")}, who gave up in their start" : "");
            }
            else if (plan is not null && sample.Iterations >= Few && Requests(run, sample.Name) is { } stats && stats.Sum(s => s.Settled) is >= Few and var settled && stats.Sum(s => s.Failed) == settled)
            {
                yield return Failed(sample.Name, settled, []) with { Severity = RunSums.Gravest(input) };
            }
        }
    }

    private IEnumerable<AuditFinding> Declared(RunResult run, AuditPlan plan)
    {
        var names = new PlanNames(plan, run.Requests.Where(r => r.Value.Settled > 0).Select(r => r.Key));
        foreach (var one in plan.Classes.Where(c => c.Requests.Count > 0 && c.Weight > 0 && c.Users != 0))
        {
            var (own, exclusive) = (names.Of(one), PlanNames.Exclusive(plan, one));
            var settled = own.Sum(k => run.Requests[k].Settled);
            if (settled == 0 && exclusive.Count > 0 && RunSums.Settled(run) > 0)
            {
                yield return Silent(
                    one.Name, [new("requests", 0), new("names that only it sends", exclusive.Count), new("requests of all classes", RunSums.Settled(run))],
                    $": {string.Join(", ", exclusive.Take(3).Select(e => $"{e.Method} {e.Name}".Trim()))} {(exclusive.Count == 1 ? "was" : "were")} never requested") with
                {
                    Severity = one.IsIntended ? NoteSeverity.Invalid : NoteSeverity.Note,
                };
            }
            else if (settled >= Few && own.Sum(k => run.Requests[k].Failed) == settled)
            {
                yield return Failed(one.Name, settled, own) with { Severity = one.IsIntended ? NoteSeverity.Invalid : NoteSeverity.Warning };
            }
        }
    }

    private AuditFinding Silent(string name, IReadOnlyList<AuditNumber> numbers, string detail) => new()
    {
        Rule = Id,
        Severity = NoteSeverity.Invalid,
        Subject = name,
        Numbers = numbers,
        Meaning = $"{name} sent nothing{detail}: what it stands for was not tested.",
        Advice = "Find out why its users did not get to their tasks (a start that fails, a class that was not selected), and run again.",
    };

    private AuditFinding Failed(string name, long settled, IEnumerable<RequestKey> names) => new()
    {
        Rule = Id,
        Severity = NoteSeverity.Invalid,
        Subject = name,
        Numbers = [new("requests", settled), new("successes", 0)],
        Meaning = $"None of the {Figures.Plural(settled, "request")} of {name} succeeded: its success was declared, and never reached.",
        Advice = "Look at the reasons of its failures, and run again.",
        Examples = RunSums.Examples(names),
    };

    // Which class sent a request is known where it is the only one, or where a threshold selects its requests.
    private static IEnumerable<RequestStats>? Requests(RunResult run, string name) =>
        run.Classes.Count(c => c.Iterations > 0) == 1 ? run.Requests.Values
        : run.Selections.TryGetValue(new RequestSelection { Class = name }.Text, out var selected) ? selected.Values
        : null;
}
