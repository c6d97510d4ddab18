using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>A run that could not have failed: without thresholds, or with such as hold whatever happens.</summary>
internal sealed class NoGoalRule : IAuditRule
{
    public string Id => "SLO-NONE";

    public string Title => "Goals that can be missed";

    public string Needs => "our own run, or targets in a claims file";

    public string Severities => "note: no threshold, one that no run can fail, or none on failures; for a claim of capacity or a comparison a warning where there is none that can fail";

    public AuditOutcome Judge(AuditInput input)
    {
        var goals = input.Run.Imported is null ? input.Run.Plan.Thresholds : input.Plan?.Targets;
        if (goals is null || (input.Run.Imported is not null && goals.Count == 0))
        {
            return AuditOutcome.NotApplicable("its goals are not known");
        }

        string[] empty = [.. goals.Where(ThresholdText.CannotFail)];
        var all = empty.Length == goals.Count;
        if (all || empty.Length > 0)
        {
            return AuditOutcome.Found(Finding(
                all && input.Use != AuditUse.Run ? NoteSeverity.Warning : NoteSeverity.Note, goals.Count, empty,
                goals.Count == 0 ? "No threshold was set: whatever it measured, this run could not have missed a goal."
                    : $"{Figures.Count(empty.Length)} of {Figures.Plural(goals.Count, "threshold")} cannot fail, whatever happens{(all ? ": this run could not have missed a goal" : "")}."));
        }

        return goals.Any(g => ThresholdText.FailureLimit(g) is not null || g.Contains("failures", StringComparison.Ordinal))
            ? AuditOutcome.Clean
            : AuditOutcome.Found(Finding(NoteSeverity.Note, goals.Count, [], "No threshold is about failures: fast errors would hold all of them."));
    }

    private AuditFinding Finding(NoteSeverity severity, int goals, string[] empty, string meaning) => new()
    {
        Rule = Id,
        Severity = severity,
        Numbers = [new("thresholds", goals), new("thresholds that cannot fail", empty.Length)],
        Meaning = meaning,
        Advice = "Set a threshold on what the run is to show, and one on failures: success_rate >= 99%.",
        Examples = [.. empty.Take(5)],
    };
}
