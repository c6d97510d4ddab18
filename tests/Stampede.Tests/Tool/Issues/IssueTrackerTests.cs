using Stampede.Analysis;
using Stampede.Engine;

namespace Stampede.Tests;

/// <summary>Issues by REST, against a server on the loopback.</summary>
public sealed class IssueTrackerTests : IAsyncDisposable
{
    private readonly WaitClock _clock = new();
    private readonly List<string> _said = [];
    private FakeForge _forge = null!;
    private ApiClient? _client;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_issue_is_opened_changed_commented_and_closed(bool isGitea)
    {
        var tracker = await Tracker(isGitea);
        var made = await tracker.Do(Opening, Cancel);
        Assert.Equal(["performance", "regression", "automated", "priority-critical"], _forge.Issues.Single().Labels);
        Assert.Equal(Opening.Title, _forge.Issues[0].Title);
        Assert.Equal(made!.Body, _forge.Issues[0].Body);
        Assert.Equal(Key, (await tracker.List(Cancel)).Single().Marker!.Key);

        var step = new IssueStep(IssueAction.Close, "") { Issue = made, Comment = "<!-- stampede-comment 1 -->\nbetter", Labels = ["recovered"], Body = made.Body + "!" };
        await tracker.Do(step, Cancel);
        await tracker.Do(step, Cancel); // the pipeline's job is repeated
        var issue = _forge.Issues.Single();
        Assert.False(issue.IsOpen);
        Assert.Equal(["<!-- stampede-comment 1 -->\nbetter"], issue.Comments);
        Assert.Contains("recovered", issue.Labels);
        Assert.EndsWith("!", issue.Body, StringComparison.Ordinal);
        Assert.False((await tracker.List(Cancel)).Single().IsOpen);

        await tracker.Do(new IssueStep(IssueAction.Reopen, "") { Issue = made, Body = "again", Comment = "<!-- 2 -->\nworse" }, Cancel);
        Assert.True(issue.IsOpen);
        Assert.Equal(2, issue.Comments.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_pages_are_read_and_pull_requests_and_others_issues_are_none(bool isGitea)
    {
        var tracker = await Tracker(isGitea);
        await tracker.Do(Opening, Cancel);
        for (var i = 0; i < 230; i++)
        {
            _forge.Issues.Add(new FakeIssue { Number = i + 2, Title = "other", Body = Opening.Body!, Labels = i % 3 == 0 ? ["bug"] : ["regression"], IsPullRequest = i % 3 == 1 });
        }

        var all = await tracker.List(Cancel);
        Assert.Equal(1 + (230 / 3), all.Count);
        Assert.Contains(all, i => i.Number == 1);
        Assert.True(_forge.Requests.Count(r => r == "GET /issues") > 1);
    }

    [Fact]
    public async Task Gitea_without_the_label_lists_everything_and_none_of_it_is_ours()
    {
        var tracker = await Tracker(isGitea: true);
        _forge.Issues.Add(new FakeIssue { Number = 1, Title = "x", Body = Opening.Body!, Labels = ["bug"] });
        Assert.Empty(await tracker.List(Cancel));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_issue_whose_answer_is_lost_is_not_opened_twice(bool isGitea)
    {
        var tracker = await Tracker(isGitea, requestTimeout: TimeSpan.FromSeconds(1));
        _forge.Hang("POST /issues");
        var made = await tracker.Do(Opening, Cancel);
        Assert.Equal(1, made!.Number);
        Assert.Single(_forge.Issues);
        Assert.Single(_forge.Requests, r => r == "POST /issues");
        Assert.Contains("no answer within 1 s", Assert.Single(_said));
    }

    [Fact]
    public async Task An_issue_that_was_opened_behind_a_502_is_not_opened_twice_and_one_that_was_not_is()
    {
        var tracker = await Tracker();
        _forge.Fail("POST /issues", 502, isDone: true);
        await tracker.Do(Opening, Cancel);
        Assert.Single(_forge.Issues);

        _forge.Issues.Clear();
        _forge.Fail("POST /issues", 502, isDone: false);
        await tracker.Do(Opening, Cancel);
        Assert.Single(_forge.Issues);
        Assert.Equal(3, _forge.Requests.Count(r => r == "POST /issues"));
    }

    [Fact]
    public async Task A_closed_issue_of_the_same_key_does_not_stand_for_the_one_that_was_to_be_opened()
    {
        var tracker = await Tracker();
        _forge.Issues.Add(new FakeIssue { Number = 1, Title = "before", Body = Opening.Body!, Labels = ["regression"], IsOpen = false });
        _forge.Fail("POST /issues", 502);
        Assert.Equal(2, (await tracker.Do(Opening, Cancel))!.Number);
    }

    [Fact]
    public async Task A_comment_whose_answer_is_lost_is_not_written_twice()
    {
        var tracker = await Tracker();
        var made = await tracker.Do(Opening, Cancel);
        _forge.Fail("POST /issues/1/comments", 504, isDone: true);
        await tracker.Do(new IssueStep(IssueAction.Update, "") { Issue = made, Comment = "<!-- c -->\nworse" }, Cancel);
        Assert.Equal(["<!-- c -->\nworse"], _forge.Issues[0].Comments);
    }

    [Fact]
    public async Task Limits_are_waited_for_as_the_server_says()
    {
        var tracker = await Tracker(timeout: TimeSpan.FromHours(1));
        _forge.Fail("GET /issues", 403, headers: ("Retry-After", "20"));
        _forge.Fail("GET /issues", 429, headers: [("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", $"{_clock.GetUtcNow().AddSeconds(100).ToUnixTimeSeconds()}")]);
        _forge.Fail("GET /issues", 403, """{"message":"You have exceeded a secondary rate limit. Please wait."}""");
        Assert.Empty(await tracker.List(Cancel));
        Assert.InRange(_clock.Waits[0].TotalSeconds, 20, 21);
        Assert.InRange(_clock.Waits[1].TotalSeconds, 79, 83);
        Assert.InRange(_clock.Waits[2].TotalSeconds, 240, 300);
        Assert.Contains("HTTP 403, \"You have exceeded a secondary rate limit", _said[2]);
    }

    [Fact]
    public async Task A_pause_beyond_the_time_that_is_given_ends_at_once()
    {
        var tracker = await Tracker();
        _forge.Fail("GET /issues", 403, """{"message":"API rate limit exceeded"}""", headers: ("Retry-After", "3600"));
        var problem = await Assert.ThrowsAsync<ApiException>(() => tracker.List(Cancel));
        Assert.Contains("The limit of requests is reached.", problem.Message);
        Assert.Contains("--timeout", problem.Message);
        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task A_server_that_stays_broken_ends_within_the_time_that_is_given()
    {
        var tracker = await Tracker();
        for (var i = 0; i < 20; i++)
        {
            _forge.Fail("GET /issues", 500, "<html>oops</html>");
        }

        var begun = _clock.GetUtcNow();
        Assert.StartsWith("The server failed. GET ", (await Assert.ThrowsAsync<ApiException>(() => tracker.List(Cancel))).Message);
        Assert.InRange(_clock.GetUtcNow() - begun, TimeSpan.Zero, TimeSpan.FromMinutes(2));
        Assert.InRange(_forge.Requests.Count, 4, 8);
    }

    [Theory]
    [InlineData(401, "The token in GITHUB_TOKEN is not accepted")]
    [InlineData(403, "permissions: issues: write")]
    [InlineData(404, "There is no repository 'acme/shop'")]
    [InlineData(410, "has no issues")]
    [InlineData(422, "does not accept what it was sent")]
    [InlineData(301, "has moved: --repository")]
    public async Task What_is_refused_is_explained_and_not_tried_again(int status, string sentence)
    {
        var tracker = await Tracker();
        _forge.Fail("POST /issues", status, """{"message":"Nope","errors":[{"field":"title"}]}""", headers: ("Location", "http://elsewhere.example/"));
        var problem = await Assert.ThrowsAsync<ApiException>(() => tracker.Do(Opening, Cancel));
        Assert.Contains(sentence, problem.Message);
        Assert.Contains($"HTTP {status}, \"Nope [", problem.Message);
        Assert.Single(_forge.Requests);
    }

    [Fact]
    public async Task The_token_is_never_in_a_message_whatever_the_server_says()
    {
        var tracker = await Tracker();
        _forge.Fail("GET /issues", 400, $$"""{"message":"bad: {{FakeForge.Token}}"}""");
        Assert.DoesNotContain(FakeForge.Token, (await Assert.ThrowsAsync<ApiException>(() => tracker.List(Cancel))).Message);
        Assert.DoesNotContain(FakeForge.Token, Target(_forge.Api).ToString());
    }

    [Fact]
    public async Task The_token_is_not_sent_to_another_server_that_a_page_names()
    {
        var tracker = await Tracker();
        await using var other = await FakeForge.Start();
        _forge.Fail("GET /issues", 200, "[]", headers: ("Link", $"<{other.Api}/repos/acme/shop/issues?page=2>; rel=\"next\""));
        Assert.Contains("another server", (await Assert.ThrowsAsync<ApiException>(() => tracker.List(Cancel))).Message);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_token_that_may_not_set_labels_is_an_error_for_the_issue_would_not_be_found_again()
    {
        var tracker = await Tracker();
        _forge.MaySetLabels = false;
        Assert.Contains("without its labels", (await Assert.ThrowsAsync<ApiException>(() => tracker.Do(Opening, Cancel))).Message);
    }

    [Theory]
    [InlineData("[{}]")]
    [InlineData("[{\"number\": \"one\"}]")]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("[{\"number\": 1, \"number\": 2}]")]
    public async Task An_answer_of_something_else_is_said_to_be_that(string body)
    {
        var tracker = await Tracker();
        _forge.Fail("GET /issues", 200, body);
        Assert.Contains("no API of GitHub or Gitea", (await Assert.ThrowsAsync<ApiException>(() => tracker.List(Cancel))).Message);
    }

    [Theory]
    [InlineData("x-ratelimit-reset", "253402300799")] // the last second that there is
    [InlineData("Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task A_limit_until_the_end_of_time_is_beyond_the_time_that_is_given(string header, string value)
    {
        var tracker = await Tracker();
        _forge.Fail("GET /issues", 403, "{\"message\": \"API rate limit exceeded\"}", headers: [("x-ratelimit-remaining", "0"), (header, value)]);
        Assert.Contains("after the time that --timeout gives", (await Assert.ThrowsAsync<ApiException>(() => tracker.List(Cancel))).Message);
    }

    [Fact]
    public async Task A_list_without_an_end_ends_with_the_time_that_is_given()
    {
        var tracker = await Tracker(timeout: TimeSpan.FromSeconds(1));
        _forge.Fail("GET /issues", 200, "[]", headers: ("Link", $"<{_forge.Api}/repos/acme/shop/issues?page=2>; rel=\"next\""));
        await _clock.Pass(TimeSpan.FromSeconds(2));
        Assert.Contains("does not end within", (await Assert.ThrowsAsync<ApiException>(() => tracker.List(Cancel))).Message);
    }

    [Fact]
    public async Task A_server_that_is_not_there_or_no_API_is_said()
    {
        var tracker = await Tracker();
        _forge.Fail("GET /issues", 200, "<html>Welcome</html>");
        Assert.Contains("no API of GitHub or Gitea", (await Assert.ThrowsAsync<ApiException>(() => tracker.List(Cancel))).Message);
        await _forge.DisposeAsync();
        Assert.Contains("cannot be reached", (await Assert.ThrowsAsync<ApiException>(() => tracker.List(Cancel))).Message);
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await _forge.DisposeAsync();
    }

    private const string Key = "abc";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static IssueStep Opening { get; } = new(IssueAction.Open, "")
    {
        Title = "🚨 Critical Performance Regression Detected (1 metric)",
        Body = new IssueMarker { Key = Key, Change = "c" }.Text() + "\nslow",
        Labels = ["performance", "regression", "automated", "priority-critical"],
    };

    private static IssueTarget Target(Uri api) => new(api, "acme/shop", FakeForge.Token, "GITHUB_TOKEN");

    private async Task<IssueTracker> Tracker(bool isGitea = false, TimeSpan? timeout = null, TimeSpan? requestTimeout = null)
    {
        _forge = await FakeForge.Start(isGitea);
        var target = Target(_forge.Api) with { Timeout = timeout ?? TimeSpan.FromMinutes(2), RequestTimeout = requestTimeout ?? TimeSpan.FromMinutes(1) };
        _client = new ApiClient(target, _clock, new Random(3), text =>
        {
            _said.Add(text);
            return Task.CompletedTask;
        });
        return new IssueTracker(target, _client);
    }
}
