using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Makes findings of rules, so that a rule states its numbers and sentences only.</summary>
internal static class RuleFindings
{
    /// <summary>A finding of a rule about the run as a whole.</summary>
    public static AuditFinding Finding(this IAuditRule rule, NoteSeverity severity, string meaning, string advice, params IReadOnlyList<AuditNumber> numbers) =>
        new() { Rule = rule.Id, Severity = severity, Numbers = numbers, Meaning = meaning, Advice = advice };

    /// <summary>The same with examples, the first five of them.</summary>
    public static AuditFinding With(this AuditFinding finding, IEnumerable<string> examples) => finding with { Examples = [.. examples.Take(5)] };

    /// <summary>One severity for a verdict on one run, another for claims of capacity and comparisons.</summary>
    public static NoteSeverity Weigh(this AuditInput input, NoteSeverity run, NoteSeverity others) => input.Use == AuditUse.Run ? run : others;
}
