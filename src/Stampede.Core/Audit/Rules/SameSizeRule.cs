using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>
/// Answers that are all of one size where they should differ: of many names that differ in ids only, or beside accepted errors. An average size is a whole
/// number over many requests only where it is everybody's, or by chance of one in as many.
/// </summary>
internal sealed class SameSizeRule : IAuditRule
{
    private const int FewestNames = 10;
    private const int FewestRequests = 100;
    private const int ErrorPage = 1_000;

    public string Id => "ERRMASK-SIZE";

    public string Title => "Answers of one size";

    public string Needs => "sizes of bodies of a run whose statuses are not known, or in which errors were accepted";

    public string Severities => "warning: different ids answered with the same size; note (beside such ids a warning): one name that changes something, always answered with the same size above 1,000 bytes";

    public AuditOutcome Judge(AuditInput input)
    {
        var run = input.Run;
        if (!run.Knows(UnknownParts.Bodies))
        {
            return AuditOutcome.NotApplicable("sizes of bodies are not known");
        }

        var rows = run.Requests.Where(r => r.Value is { Settled: > 0, Failed: 0 } && (r.Value.Accepted > 0 || !run.Knows(UnknownParts.Statuses))).ToArray();
        if (rows.Length == 0)
        {
            return run.Knows(UnknownParts.Statuses) ? AuditOutcome.NotApplicable("statuses are known, and no error was accepted") : AuditOutcome.Clean;
        }

        var names = new IdNames(rows.Select(r => r.Key));
        var findings = new List<AuditFinding>();
        var single = new List<(RequestKey Key, long Requests, long Size)>();
        foreach (var group in rows.GroupBy(r => names.Of(r.Key)))
        {
            // Some of the ids may be of another kind: the size is that of most requests.
            var all = group.Sum(r => r.Value.Settled);
            if (group.Where(r => Size(r.Value) > 0).GroupBy(r => Size(r.Value)!.Value).MaxBy(g => g.Sum(r => r.Value.Settled)) is not { } alike)
            {
                continue;
            }

            var (count, requests) = (alike.Count(), alike.Sum(r => r.Value.Settled));
            if (requests < FewestRequests || requests * 2 < all)
            {
                continue;
            }

            if (count >= FewestNames)
            {
                findings.Add(Many(group.Key, count, requests, alike.Key, alike.Select(r => r.Key)));
            }
            else if (requests == all && alike.Key > ErrorPage && group.Key.Method is "POST" or "PUT" or "PATCH" or "DELETE")
            {
                single.Add((group.Key, requests, alike.Key));
            }
        }

        findings.AddRange(single.Select(s => Single(s.Key, s.Requests, s.Size, findings.Count > 0)));
        return AuditOutcome.Found([.. findings.OrderByDescending(f => f.Numbers[0].Value)]);
    }

    private AuditFinding Many(RequestKey name, int names, long requests, long size, IEnumerable<RequestKey> examples) => new()
    {
        Rule = Id,
        Severity = NoteSeverity.Warning,
        Subject = name.ToString(),
        Numbers = [new("requests", requests), new("names", names), new("size of every answer", size, "bytes")],
        Meaning = $"All {Figures.Count(requests)} answers under {Figures.Count(names)} different ids have exactly {Figures.Count(size)} bytes: that is the same page again and again, such as an error page that counts as success.",
        Advice = "Look at one answer and its status, and let the test check what it contains.",
        Examples = RunSums.Examples(examples),
    };

    private AuditFinding Single(RequestKey name, long requests, long size, bool besideOthers) => new()
    {
        Rule = Id,
        Severity = besideOthers ? NoteSeverity.Warning : NoteSeverity.Note,
        Subject = name.ToString(),
        Numbers = [new("requests", requests), new("names", 1), new("size of every answer", size, "bytes")],
        Meaning = $"All {Figures.Count(requests)} answers have exactly {Figures.Count(size)} bytes" + (besideOthers ? ", as those of other names do that cannot be right: this may be the same error page." : ", which is unusual for a request that changes something."),
        Advice = "Look at one answer and its status, and let the test check what it contains.",
    };

    private static long? Size(RequestStats stats) => stats.BodyBytes % stats.Settled == 0 ? stats.BodyBytes / stats.Settled : null;
}
