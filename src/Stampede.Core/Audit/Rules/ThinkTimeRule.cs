using System.Globalization;
using System.Text.RegularExpressions;
using Stampede.Engine;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>The think-time ceiling: users that wait make at most users ÷ mean wait iterations per second, however fast the answers are.</summary>
internal sealed partial class ThinkTimeRule : IAuditRule
{
    public string Id => "THINK-TIME";

    public string Title => "The think-time ceiling";

    public string Needs => "the plan: our own, or a claims file with users, classes and their waits";

    public string Severities => "warning: a goal above the ceiling; invalid: another tool's run measured over 5 % above it; warning: a run of our own did";

    public AuditOutcome Judge(AuditInput input) => input.Run.Imported is null ? Own(input) : input.Plan is { } plan ? Planned(input, plan)
        : AuditOutcome.NotApplicable("users and waits are not known");

    private AuditOutcome Own(AuditInput input)
    {
        if (CeilingSource.Peak(input.Run.Plan) is not { } sources)
        {
            return AuditOutcome.NotApplicable("the users' waits set no ceiling");
        }

        if (input.Run.Notes.Any(n => n.Id == "LOAD-CHANGED"))
        {
            return AuditOutcome.NotApplicable("users were added or taken away by hand");
        }

        var points = input.Timeline.Steady;
        var (seconds, iterations) = (points.Seconds(), points.Sum(p => p.Iterations));
        var reach = seconds > 0 ? sources.Sum(s => s.Reach(perRequest: false, TimeSpan.FromSeconds(seconds))) : 0;
        var findings = input.Run.Notes.Where(n => n.Id == "TARGET-UNREACHABLE").Select(n => this.Finding(
            NoteSeverity.Warning,
            $"A goal is above what the users can reach: with their waits they make at most {Figures.Rate(sources.Sum(s => s.Iterations))} iterations per second, whatever the target does, so it cannot be met.",
            "Start more users, let them wait less, or lower the goal.",
            new AuditNumber("ceiling", sources.Sum(s => s.Iterations), "/s")).With([n.Text])).ToList();

        // Counts vary by their root.
        if (seconds > 0 && iterations > (reach * seconds * 1.05) + (3 * Math.Sqrt(iterations)))
        {
            findings.Add(this.Finding(
                NoteSeverity.Warning,
                $"{Figures.Rate(iterations / seconds)} iterations per second were measured, where users with their planned waits make at most {Figures.Rate(reach)}: the waits were not the planned ones.",
                "Let WaitTime be what the users wait, so that the plan says what was run.",
                new("measured", iterations / seconds, "/s"),
                new("ceiling", reach, "/s")));
        }

        return AuditOutcome.Found(findings);
    }

    private AuditOutcome Planned(AuditInput input, AuditPlan plan)
    {
        var (intended, ran) = (PlannedUsers.Intended(plan), PlannedUsers.AsRun(plan, input.Run));
        if (PlannedUsers.Sum(intended) is not { } ceiling)
        {
            return AuditOutcome.NotApplicable("users or their waits are not known");
        }

        var really = PlannedUsers.Sum(ran);
        var numbers = new List<AuditNumber> { new("ceiling", ceiling, "/s") };
        var asRun = "";
        if (really is { } other && Math.Abs(other - ceiling) > 1e-6)
        {
            numbers.Add(new("ceiling of what ran", other, "/s"));
            asRun = $" What ran ({Users(ran)}) makes at most {Figures.Rate(other)}.";
        }

        var findings = new List<AuditFinding>();
        var goals = plan.Targets.Select(t => RateGoal().Match(t)).Where(m => m.Success).Select(m => (Text: m.Value, Limit: Limit(m))).ToArray();
        if (goals.Length > 0 && goals.MaxBy(g => g.Limit) is var highest && highest.Limit > ceiling)
        {
            findings.Add(this.Finding(
                NoteSeverity.Warning,
                $"The goals go up to {Figures.Rate(highest.Limit)} requests per second, but {Users(intended)} makes at most {Figures.Rate(ceiling)}, however fast the answers are: no target could have met that.{asRun}",
                $"Start {Figures.Number(highest.Limit / ceiling)} times as many users, let them wait less, or lower the goal.",
                [new("goal", highest.Limit, "/s"), .. numbers]));
        }

        var seconds = input.Run.Knows(UnknownParts.Duration) ? input.Run.Duration.TotalSeconds : 0;
        var measured = seconds > 0 ? input.Run.Requests.Values.Sum(r => r.Settled) / seconds : 0;
        var reach = ceiling + (seconds > 0 ? intended.Sum(u => u.Count) / seconds : 0);
        if (measured > reach * 1.05)
        {
            findings.Add(this.Finding(
                NoteSeverity.Invalid,
                $"{Figures.Rate(measured)} requests per second were measured, more than the {Figures.Rate(ceiling)} that {Users(intended)} can make: something else ran than was planned.{asRun}",
                "Find out which classes ran and with which waits, and publish nothing of the run under the plan's name.",
                [new("measured", measured, "/s"), .. numbers]));
        }
        else if (really < ceiling * 0.95 && ran.Count < intended.Count)
        {
            findings.Add(this.Finding(
                NoteSeverity.Warning,
                $"Of the planned {Figures.Rate(ceiling)} requests per second at most, the classes that sent anything make {Figures.Rate(really.Value)} ({Users(ran)}).",
                "Find out why the others sent nothing.",
                [new("measured", measured, "/s"), .. numbers]));
        }

        return AuditOutcome.Found(findings);
    }

    private static string Users(IReadOnlyList<PlannedUsers> users) => string.Join(" + ", users.Select(u => string.Create(
        CultureInfo.InvariantCulture, $"{u.Count:N0} {u.Class.Name} ÷ {u.Class.Cycle ?? u.Class.MeanWait:0.###} s")));

    private static double Limit(Match goal) => double.Parse(goal.Groups["limit"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture)
        * goal.Groups["unit"].Value switch { "k" => 1e3, "M" => 1e6, _ => 1 };

    [GeneratedRegex(@"^\s*requests_per_second\s*(?:<=|<|>=|>|==)\s*(?<limit>\d+(?:\.\d+)?)\s*(?<unit>[kM]?)", RegexOptions.CultureInvariant)]
    private static partial Regex RateGoal();
}
