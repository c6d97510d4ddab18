using Stampede.Metrics;

namespace Stampede.Analysis;

/// <summary>The title of an issue, and its labels.</summary>
internal static class IssueTitle
{
    private const int Most = 256; // GitHub's
    private const int MostOfName = 100;

    /// <summary>The title: how many metrics, and of a single one what it is, by how much and with which commits.</summary>
    public static string Of(IssueGroup group)
    {
        var count = Figures.Plural(group.Counted.Count, "metric");
        var head = group.Failures.Count > 0
            ? $"🚨 Critical Performance Regression Detected ({count})"
            : $"⚠️ Performance Warning ({count} trending towards regression)";
        var subject = IssueProse.InTitle(group.Subject, MostOfName);
        if (group.Counted is [var metric])
        {
            var service = group.Service is null ? IssueProse.InTitle(metric.Service, MostOfName) : subject;
            subject = $"{metric.Metric.Title()} {service} {ComparisonText.Change(metric)} ({group.Comparison.Confidence * 100:0.#} % CI {ComparisonText.Interval(metric)})";
        }

        var range = SuspectCommits.Short(group);
        var title = $"{head}: {subject}{(range is null ? "" : $" at {range}")}";
        return title.Length <= Most ? title : title[..Most];
    }

    /// <summary>The labels.</summary>
    public static IReadOnlyList<string> Labels(IssueGroup group) =>
        group.Regressed.Count == 0 ? [] : ["performance", "regression", "automated", .. group.Failures.Count > 0 ? (string[])["priority-critical"] : []];
}
