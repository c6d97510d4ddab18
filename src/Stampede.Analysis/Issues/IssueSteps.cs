namespace Stampede.Analysis;

/// <summary>
/// Decides what to do with issues: one for each plan, service and change. A pure function of what the comparison says and of what the repository has.
/// </summary>
/// <remarks>
/// <code>
///                   | regressed                                   | all that was told recovered | neither
/// no issue          | open                                        | -                           | -
/// open              | update, comment if there is news            | close                       | leave
/// closed by us      | reopen                                      | -                           | -
/// closed by a person| leave; open a new one if it changed anew    | -                           | -
/// several open      | the oldest is kept, the others are closed as duplicates
/// </code>
/// It changed anew where the baseline is another, or where the history has a change that began after what the closed issue told.
/// </remarks>
public static class IssueSteps
{
    /// <summary>The longest body that GitHub takes.</summary>
    public const int MostCharacters = 65_536;

    // A marker with what was told before may be longer than the one of now.
    private const int Spare = 1_024;

    /// <summary>What ends the part of a body that Stampede writes: what people write below stays.</summary>
    public const string EndOfText = "<!-- stampede-end: what is written below this line stays -->";

    /// <summary>What to do.</summary>
    /// <param name="subjects">One a service of the comparison.</param>
    /// <param name="tracked">All issues of the repository that have the label, open and closed.</param>
    public static IReadOnlyList<IssueStep> Of(IEnumerable<IssueSubject> subjects, IReadOnlyList<TrackedIssue> tracked) =>
        [.. subjects.SelectMany(s => Of(s, [.. tracked.Where(t => t.Marker?.Key == s.Marker.Key).OrderBy(t => t.Number)]))];

    private static IEnumerable<IssueStep> Of(IssueSubject subject, TrackedIssue[] all)
    {
        TrackedIssue[] own = [.. all.Where(t => t.IsOpen || !t.Marker!.Duplicate)]; // the others' endings say nothing
        TrackedIssue[] open = [.. own.Where(t => t.IsOpen)];
        if (open is [var first, .. var others])
        {
            foreach (var other in others)
            {
                yield return Duplicate(other, first);
            }

            yield return subject.IsRegressed ? Update(subject, first, IssueAction.Update) : Recovery(subject, first);
        }
        else if (subject.IsRegressed)
        {
            yield return own is [.., var last] ? Closed(subject, last) : Open(subject, "");
        }
    }

    private static IssueStep Open(IssueSubject subject, string why) => new(IssueAction.Open, $"{subject.Service} regressed{why}.")
    {
        Title = subject.Title,
        Body = Whole(subject, subject.Below),
        Labels = subject.Labels,
    };

    private static IssueStep Closed(IssueSubject subject, TrackedIssue last)
    {
        if (last.Marker!.Recovered)
        {
            return Update(subject, last, IssueAction.Reopen);
        }

        if (last.Marker.Change != subject.Marker.Change)
        {
            return Open(subject, $" against another baseline than the one of issue {last.Number}, which is closed");
        }

        return subject.LatestChange > last.Marker.Seen
            ? Open(subject, $" anew since issue {last.Number} was closed")
            : new IssueStep(IssueAction.Leave, $"{subject.Service} is still worse; somebody closed issue {last.Number} on it, so it stays closed.") { Issue = last };
    }

    private static IssueStep Update(IssueSubject subject, TrackedIssue issue, IssueAction action)
    {
        var news = action == IssueAction.Reopen ? "it is worse again" : News(subject, issue.Marker!);
        var body = Whole(subject, Below(issue.Body));
        var missing = subject.Labels.Except(issue.Labels, StringComparer.OrdinalIgnoreCase).ToArray();
        if (news is null)
        {
            // What was told stays what comments are held against, or a slow drift would never be news.
            body = (subject.Marker with { Told = issue.Marker!.Told }).In(body);
        }

        return body == issue.Body.ReplaceLineEndings("\n") && news is null && missing.Length == 0
            ? new IssueStep(IssueAction.Leave, $"issue {issue.Number} on {subject.Service} says it already.") { Issue = issue }
            : new IssueStep(action, $"{subject.Service}: {news ?? "no news, only fresh figures"}.")
            {
                Issue = issue,
                Title = news is null || subject.Title == issue.Title ? null : subject.Title,
                Body = body,
                Comment = news is null ? null : subject.Comment,
                Labels = missing,
            };
    }

    private static IssueStep Recovery(IssueSubject subject, TrackedIssue issue)
    {
        var open = issue.Marker!.Told.Select(t => t.Metric).Where(m => !subject.Recovered.ContainsKey(m)).ToArray();
        return issue.Marker.Told.Count == 0
            ? new IssueStep(IssueAction.Leave, $"issue {issue.Number} on {subject.Service} does not say what was told, so that nothing is shown to have recovered; it stays open.") { Issue = issue }
            : open.Length > 0
            ? new IssueStep(IssueAction.Leave, $"{subject.Service} is not shown to have recovered ({string.Join(", ", open)}); issue {issue.Number} stays open.") { Issue = issue }
            : new IssueStep(IssueAction.Close, $"{subject.Service} recovered.")
            {
                Issue = issue,
                Body = (issue.Marker with { Recovered = true }).In(issue.Body),
                Comment = subject.Comment,
            };
    }

    private static IssueStep Duplicate(TrackedIssue issue, TrackedIssue first) => new(IssueAction.Close, $"issue {issue.Number} is about the same as {first.Number}.")
    {
        Issue = issue,
        Body = (issue.Marker! with { Duplicate = true }).In(issue.Body),
        Comment = $"<!-- stampede-comment duplicate-{first.Number} -->\nThe same as #{first.Number}, which was opened before.",
    };

    /// <summary>What is new since the issue was last told; null for nothing: figures of two nights always differ a little.</summary>
    private static string? News(IssueSubject subject, IssueMarker before)
    {
        var told = before.Told.ToDictionary(t => t.Metric);
        foreach (var now in subject.Marker.Told)
        {
            if (!told.TryGetValue(now.Metric, out var then))
            {
                return $"{now.Metric} regressed too";
            }

            if (then.Level != now.Level)
            {
                return $"{now.Metric} is a {(now.Level == ChangeLevel.Failure ? "failure" : "warning")} now";
            }

            if (subject.Estimates.TryGetValue(now.Metric, out var estimate) && (estimate < then.Low || estimate > then.High))
            {
                return $"{now.Metric} left the interval that was told";
            }
        }

        return before.Change != subject.Marker.Change ? "the baseline is another"
            : subject.Marker.Told.Count < before.Told.Count ? "fewer metrics are worse"
            : null;
    }

    private static string Whole(IssueSubject subject, string below) => subject.Body(MostCharacters - Spare - EndOfText.Length - below.Length) + "\n" + EndOfText + below;

    private static string Below(string body)
    {
        body = body.ReplaceLineEndings("\n"); // forms of forges send \r\n
        var end = body.IndexOf(EndOfText, StringComparison.Ordinal);
        return end < 0 ? "" : body[(end + EndOfText.Length)..];
    }
}
