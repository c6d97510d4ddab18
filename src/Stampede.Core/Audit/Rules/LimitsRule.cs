using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Whether the generator's machine ran out of files or ports.</summary>
internal sealed class LimitsRule : IAuditRule
{
    public string Id => "LIMITS";

    public string Title => "Open files, ports and connecting";

    public string Needs => "kinds of failures, or open sockets and their limit";

    public string Severities => "invalid: requests that failed for want of files or ports; warning (invalid for capacity and comparison): over 80 % of the open files; warning: connecting with a p99 above 200 ms and 10 times the median";

    public AuditOutcome Judge(AuditInput input)
    {
        var (run, total) = (input.Run, input.Run.Total());
        if (run.Imported is not null && total.FailureKinds.Keys.All(k => k == FailureKind.Unknown) && total.Connect is null)
        {
            return AuditOutcome.NotApplicable("the files tell nothing of sockets");
        }

        var findings = new List<AuditFinding>();
        foreach (var (kind, what) in new[] { (FailureKind.NoFreePort, "local port"), (FailureKind.TooManyOpenFiles, "open file") })
        {
            if (total.FailureKinds.GetValueOrDefault(kind) is > 0 and var count)
            {
                findings.Add(this.Finding(
                    NoteSeverity.Invalid,
                    $"{Figures.Plural(count, "request")} failed because the generator's machine had no {what} left: that says nothing about the target.",
                    "Keep connections alive, raise the machine's limits, or spread the load over more machines.",
                    new AuditNumber($"requests without a free {what}", count)));
            }
        }

        var sockets = input.Timeline.Points.Max(p => p.Generator?.OpenSockets) ?? 0;
        if (run.Environment?.OpenFilesLimit is { } limit && sockets > limit * 0.8)
        {
            findings.Add(this.Finding(
                input.Weigh(NoteSeverity.Warning, NoteSeverity.Invalid),
                $"{Figures.Count(sockets)} sockets were open where {Figures.Count(limit)} files are allowed: some more, and connecting fails at the generator.",
                "Raise the limit of open files (ulimit -n), or spread the load over more machines.",
                new("open sockets", sockets),
                new("open files allowed", limit)));
        }

        if (total.Connect is { Count: >= 299 } connect && connect.Percentile(99) is > 200_000 and var slow && slow > 10 * connect.Percentile(50))
        {
            findings.Add(this.Finding(
                NoteSeverity.Warning,
                $"One connection in a hundred took {Figures.Time(slow)} or more to open, where half took {Figures.Time(connect.Percentile(50))}: packets were lost, or a queue of connections was full.",
                "Look at the target's backlog, at SYN retransmissions and at the ports in TIME_WAIT.",
                new("connect p99", slow / 1_000.0, "ms"),
                new("connect p50", connect.Percentile(50) / 1_000.0, "ms")));
        }

        return AuditOutcome.Found(findings);
    }
}
