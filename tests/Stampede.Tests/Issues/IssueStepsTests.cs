using Stampede.Analysis;

namespace Stampede.Tests;

public class IssueStepsTests
{
    private static readonly DateTimeOffset Night = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_regression_opens_an_issue_and_the_same_again_leaves_it()
    {
        var step = Assert.Single(IssueSteps.Of([Subject(Told("p95"))], []));
        Assert.Equal((IssueAction.Open, "title"), (step.Action, step.Title));
        Assert.Equal(["performance", "regression", "automated"], step.Labels);
        Assert.Equal(IssueAction.Leave, Assert.Single(IssueSteps.Of([Subject(Told("p95"))], [Issue(1, step.Body!)])).Action);
    }

    [Fact]
    public void Fresh_figures_replace_the_text_and_are_no_news()
    {
        var step = Step(Subject(Told("p95", 0.2, 0.4), text: "now +31 %", estimate: 0.31), Issue(1, Told("p95", 0.1, 0.35)));
        Assert.Equal(IssueAction.Update, step.Action);
        Assert.Null(step.Comment);
        Assert.Null(step.Title);
        Assert.Contains("now +31 %", step.Body);
        Assert.Equal(0.1, IssueMarker.Read(step.Body!)!.Told[0].Low); // a slow drift is held against what was told
    }

    [Theory]
    [InlineData(0.36, "left the interval")]
    [InlineData(0.09, "left the interval")]
    public void An_estimate_outside_of_what_was_told_is_news(double estimate, string why)
    {
        var step = Step(Subject(Told("p95", estimate - 0.05, estimate + 0.05), estimate: estimate), Issue(1, Told("p95", 0.1, 0.35)));
        Assert.Equal("comment", step.Comment);
        Assert.Contains(why, step.Reason);
        Assert.Equal(estimate + 0.05, IssueMarker.Read(step.Body!)!.Told[0].High);
    }

    [Fact]
    public void Another_metric_or_level_is_news_and_brings_the_label_that_is_missing()
    {
        var worse = Step(Subject(Told("p95", level: ChangeLevel.Failure), "priority-critical"), Issue(1, Told("p95", level: ChangeLevel.Warning)));
        Assert.Contains("is a failure now", worse.Reason);
        Assert.Equal(["priority-critical"], worse.Labels);
        Assert.Contains("mean regressed too", Step(Subject([.. Told("p95"), .. Told("mean")]), Issue(1, Told("p95"))).Reason);
        Assert.Contains("fewer", Step(Subject(Told("p95")), Issue(1, [.. Told("p95"), .. Told("mean")])).Reason);
        Assert.Contains("the baseline is another", Step(Subject(Told("p95"), change: "next"), Issue(1, Told("p95"))).Reason);
    }

    [Fact]
    public void An_issue_is_closed_only_where_all_that_it_told_recovered()
    {
        var issue = Issue(1, [.. Told("p95"), .. Told("mean")]);
        var half = Step(Subject([]) with { Recovered = new Dictionary<string, string> { ["p95"] = "unchanged" } }, issue);
        Assert.Equal(IssueAction.Leave, half.Action);
        Assert.Contains("(mean)", half.Reason);

        var whole = Step(Subject([]) with { Recovered = new Dictionary<string, string> { ["p95"] = "unchanged", ["mean"] = "improved" } }, issue);
        Assert.Equal((IssueAction.Close, "comment"), (whole.Action, whole.Comment));
        Assert.True(IssueMarker.Read(whole.Body!)!.Recovered);
    }

    [Fact]
    public void What_was_closed_by_us_is_reopened_and_what_a_person_closed_is_not()
    {
        var closed = Issue(1, Told("p95")) with { IsOpen = false };
        var still = Step(Subject(Told("p95")), closed);
        Assert.Equal(IssueAction.Leave, still.Action);
        Assert.Contains("somebody closed issue 1", still.Reason);

        var recovered = new TrackedIssue(1, false, "title", (closed.Marker! with { Recovered = true }).In(closed.Body), ["regression"]);
        var again = Step(Subject(Told("p95")), recovered);
        Assert.Equal((IssueAction.Reopen, "comment"), (again.Action, again.Comment));
        Assert.False(IssueMarker.Read(again.Body!)!.Recovered);
    }

    [Fact]
    public void A_new_change_after_a_person_closed_the_issue_opens_another()
    {
        var closed = Issue(1, Told("p95")) with { IsOpen = false };
        Assert.Equal(IssueAction.Open, Step(Subject(Told("p95"), change: "next"), closed).Action);
        Assert.Equal(IssueAction.Open, Step(Subject(Told("p95")) with { LatestChange = Night.AddDays(1) }, closed).Action);
        Assert.Equal(IssueAction.Leave, Step(Subject(Told("p95")) with { LatestChange = Night.AddDays(-1) }, closed).Action);
    }

    [Fact]
    public void Issues_of_others_and_without_a_marker_are_not_touched()
    {
        var other = new TrackedIssue(1, true, "title", Body(new IssueMarker { Key = "other", Change = "c" }), ["regression"]);
        var bare = new TrackedIssue(2, true, "title", "<!-- stampede-issue {\"key\": -->", ["regression"]);
        Assert.Equal(IssueAction.Open, Assert.Single(IssueSteps.Of([Subject(Told("p95"))], [other, bare])).Action);
        Assert.Empty(IssueSteps.Of([Subject([])], [other, bare]));
    }

    [Fact]
    public void Of_several_that_are_open_the_oldest_stays()
    {
        var steps = IssueSteps.Of([Subject(Told("p95"))], [Issue(9, Told("p95")), Issue(4, Told("p95"))]);
        Assert.Equal((IssueAction.Close, 9), (steps[0].Action, steps[0].Issue!.Number));
        Assert.Contains("#4", steps[0].Comment);
        Assert.Equal(4, steps[1].Issue!.Number);
    }

    [Fact]
    public void A_closed_duplicate_does_not_hide_that_it_is_worse_again()
    {
        var duplicate = IssueSteps.Of([Subject(Told("p95"))], [Issue(4, Told("p95")), Issue(9, Told("p95"))])[0];
        var closed = new TrackedIssue(9, false, "title", duplicate.Body!, ["regression"]);
        var first = Issue(4, Told("p95"));
        var recovered = new TrackedIssue(4, false, "title", (first.Marker! with { Recovered = true }).In(first.Body), ["regression"]);

        var again = Step(Subject(Told("p95")), recovered, closed);
        Assert.Equal((IssueAction.Reopen, 4), (again.Action, again.Issue!.Number));
        Assert.Equal(IssueAction.Open, Step(Subject(Told("p95")), closed).Action); // the other one is gone
    }

    [Fact]
    public void A_marker_that_was_tampered_with_closes_nothing_and_breaks_nothing()
    {
        var nothing = Issue(1, []);
        Assert.Equal(IssueAction.Leave, Step(Subject([]), nothing).Action);
        Assert.Contains("does not say what was told", Step(Subject([]), nothing).Reason);

        const string Twice = """<!-- stampede-issue {"key":"k","change":"c","told":[{"metric":"p95","level":"failure"},{"metric":"p95","level":"warning"},{"metric":null},null]} -->""";
        var twice = new TrackedIssue(1, true, "title", Twice, ["regression"]);
        Assert.Equal("p95", Assert.Single(twice.Marker!.Told).Metric);
        Assert.Equal(IssueAction.Update, Step(Subject(Told("p95")), twice).Action);
    }

    [Fact]
    public void What_people_write_below_stays_and_counts_in_the_longest_body()
    {
        var issue = Issue(1, Told("p95"));
        var notes = $"\r\n\r\nWe look at it. {new string('n', 5_000)}";
        var step = Step(Subject(Told("p95"), text: new string('x', 100_000)), issue with { Body = issue.Body + notes });
        Assert.EndsWith("We look at it. " + new string('n', 5_000), step.Body, StringComparison.Ordinal);
        Assert.InRange(step.Body!.Length, 60_000, IssueSteps.MostCharacters);
    }

    [Fact]
    public void Hostile_names_do_not_end_the_marker()
    {
        var marker = new IssueMarker { Key = "k", Change = "c", Told = [new ToldMetric("p95 --> <!-- @all #1", ChangeLevel.Failure, null, double.MaxValue)], Seen = Night };
        var text = marker.Text();
        Assert.Equal(text.Length - 3, text.IndexOf("-->", StringComparison.Ordinal));
        var read = IssueMarker.Read($"before {text} after")!;
        Assert.Equal(marker.Told[0], read.Told[0]);
        Assert.Equal(Night, read.Seen);
        Assert.Null(IssueMarker.Read("<!-- stampede-issue null -->"));
    }

    private static ToldMetric[] Told(string metric, double low = 0.1, double high = 0.3, ChangeLevel level = ChangeLevel.Failure) => [new(metric, level, low, high)];

    private static string Body(IssueMarker marker, string text = "text") => $"{marker.Text()}\n{text}\n{IssueSteps.EndOfText}";

    private static TrackedIssue Issue(long number, ToldMetric[] told) => Issue(number, Body(new IssueMarker { Key = "k", Change = "c", Told = told, Seen = Night }));

    private static TrackedIssue Issue(long number, string body) => new(number, true, "title", body, ["performance", "regression", "automated"]);

    private static IssueStep Step(IssueSubject subject, params TrackedIssue[] issues) => Assert.Single(IssueSteps.Of([subject], issues));

    private static IssueSubject Subject(ToldMetric[] told, string? label = null, string change = "c", string text = "text", double estimate = 0.2)
    {
        var marker = new IssueMarker { Key = "k", Change = change, Told = told, Seen = Night };
        return new IssueSubject
        {
            Marker = marker,
            Service = "checkout",
            Title = "title",
            Body = most => $"{marker.Text()}\n{text}" is var body && body.Length > most ? body[..most] : body,
            Comment = "comment",
            Labels = [.. new[] { "performance", "regression", "automated", label }.OfType<string>()],
            Estimates = told.ToDictionary(t => t.Metric, _ => estimate),
        };
    }
}
