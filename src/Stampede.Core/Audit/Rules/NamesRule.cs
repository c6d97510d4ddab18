using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Names that hold ids: a row per id, of one request each, says nothing about any of them.</summary>
internal sealed class NamesRule : IAuditRule
{
    private const int MostIds = 20;
    private const int MostSingles = 100;

    public string Id => "NAMES";

    public string Title => "Names not grouped";

    public string Needs => "names of requests";

    public string Severities => "warning: 20 names that differ in ids only, 100 names of one request that are half of all, or names beyond the limit that were counted together";

    public AuditOutcome Judge(AuditInput input)
    {
        var requests = input.Run.Requests;
        if (requests.Count == 0 || requests.Keys.All(k => k == RequestKey.All))
        {
            return AuditOutcome.NotApplicable("no names of requests are known");
        }

        var names = new IdNames(requests.Keys);
        var singles = requests.Count(r => r.Value.Settled == 1);
        var other = requests.GetValueOrDefault(RequestKey.Other)?.Settled ?? 0;
        if (names.Rows < MostIds && (singles < MostSingles || singles * 2 < requests.Count) && other == 0)
        {
            return AuditOutcome.Clean;
        }

        var groups = names.Groups.OrderByDescending(g => g.Rows).ToArray();
        return AuditOutcome.Found(new AuditFinding
        {
            Rule = Id,
            Severity = NoteSeverity.Warning,
            Numbers =
            [
                new("names", requests.Count), new("names of one request", singles), new("names that differ in ids only", names.Rows), new("which are", names.Groups.Count),
                new("requests counted as (other)", other), .. groups.Take(5).Select(g => new AuditNumber($"names of {g.Key}", g.Rows)),
            ],
            Meaning = $"{Figures.Count(singles)} of {Figures.Plural(requests.Count, "name")} stand for one request each, and {Figures.Count(names.Rows)} differ in ids only"
                + (groups.Length == 0 ? "" : $" ({string.Join(", ", groups.Take(3).Select(g => $"{Figures.Count(g.Rows)} of {g.Key}"))})")
                + (other > 0 ? $"; {Figures.Plural(other, "request")} went to \"(other)\", beyond the limit of names" : "")
                + ": percentiles and rates of such rows mean nothing.",
            Advice = "Give requests whose path holds an id a name (name:), or fold the rows with --group-ids.",
            Examples = [.. groups.Take(5).Select(g => g.Key.ToString())],
        });
    }
}
