using Stampede.Engine;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Findings that a test accepts, as it writes them: <c>COLO: generator and service share this machine on purpose</c>, or with <c>=</c>.</summary>
internal static class AcceptedFindings
{
    /// <summary>What is wrong with them, and with the rules themselves: a sentence each.</summary>
    /// <param name="texts">The acceptances.</param>
    /// <param name="rules">The rules of the run.</param>
    public static IEnumerable<string> Problems(IReadOnlyList<string> texts, IReadOnlyList<IAuditRule> rules)
    {
        foreach (var id in rules.GroupBy(r => r.Id).Where(g => g.Count() > 1).Select(g => g.Key))
        {
            yield return $"LoadTest.AuditRules: there are several rules '{id}'; each needs an identifier of its own.";
        }

        foreach (var text in texts)
        {
            var (rule, reason) = Split(text);
            if (rules.All(r => r.Id != rule))
            {
                var nearest = NearestWord.Of(rule, rules.Select(r => r.Id.ToLowerInvariant()))?.ToUpperInvariant();
                yield return $"Accepted finding '{text}': there is no rule '{rule}'"
                    + (nearest is null ? "; 'stampede audit --rules' lists them." : $"; did you mean '{nearest}'?");
            }
            else if (reason.Length == 0)
            {
                yield return $"Accepted finding '{text}': a reason is missing; write '{rule}: why it is so on purpose'.";
            }
        }
    }

    /// <summary>The findings, those that are accepted with the reason.</summary>
    public static IEnumerable<AuditFinding> Mark(IEnumerable<AuditFinding> findings, IReadOnlyList<string> texts)
    {
        var reasons = texts.Select(Split).GroupBy(a => a.Rule).ToDictionary(g => g.Key, g => g.Last().Reason);
        return findings.Select(f => reasons.TryGetValue(f.Rule, out var reason) ? f with { Accepted = reason } : f);
    }

    /// <summary>In one form, whichever was typed.</summary>
    public static string Normal(string text) => Split(text) is var (rule, reason) ? $"{rule}: {reason}" : text;

    private static (string Rule, string Reason) Split(string text)
    {
        var at = text.AsSpan().IndexOfAny(':', '=');
        return at < 0 ? (text.Trim().ToUpperInvariant(), "") : (text[..at].Trim().ToUpperInvariant(), text[(at + 1)..].Trim());
    }
}
