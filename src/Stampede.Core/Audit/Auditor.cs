using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Says whether a run can be believed.</summary>
public static class Auditor
{
    /// <summary>Applies rules to a run. Findings that its plan accepts (<see cref="RunPlan.Accept"/>) are marked.</summary>
    /// <param name="input">The run, and what is known of it.</param>
    /// <param name="rules">The rules; default <see cref="AuditRules.All"/>.</param>
    public static AuditResult Audit(AuditInput input, IReadOnlyList<IAuditRule>? rules = null)
    {
        var findings = new List<AuditFinding>();
        var clean = new List<string>();
        var absent = new List<AuditAbsence>();
        var applied = rules ?? AuditRules.All;
        foreach (var rule in applied)
        {
            var outcome = Judge(rule, input);
            findings.AddRange(outcome.Findings);
            if (outcome.Reason is { } reason)
            {
                absent.Add(new AuditAbsence(rule.Id, reason));
            }
            else if (outcome.Findings.Count == 0)
            {
                clean.Add(rule.Id);
            }
        }

        return new AuditResult
        {
            Findings = [.. AcceptedFindings.Mark(findings, input.Run.Plan.Accept).OrderByDescending(f => f.Severity)],
            Clean = clean,
            NotApplicable = absent,
            Titles = applied.DistinctBy(r => r.Id).ToDictionary(r => r.Id, r => r.Title),
        };
    }

    // A rule may be somebody else's; that one of them fails must not cost the others' findings, and must be seen.
    private static AuditOutcome Judge(IAuditRule rule, AuditInput input)
    {
        try
        {
            return rule.Judge(input);
        }
        catch (Exception e)
        {
            return AuditOutcome.Found(new AuditFinding
            {
                Rule = rule.Id,
                Severity = NoteSeverity.Warning,
                Numbers = [],
                Meaning = $"The rule itself failed ({e.GetType().Name}: {e.Message}): whether the run can be believed in this respect is not known.",
                Advice = "Report this with the run folder.",
            });
        }
    }
}
