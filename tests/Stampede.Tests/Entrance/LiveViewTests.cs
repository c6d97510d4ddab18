using Stampede.Metrics;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class LiveViewTests
{
    [Theory]
    [InlineData(120, 30)]
    [InlineData(80, 24)]
    [InlineData(50, 12)]
    public void A_run_under_way_looks_like_this(int width, int height) =>
        Snapshot.Matches($"live-{width}x{height}.txt", Draw(Progress(4), width, height));

    [Fact]
    public void Without_an_end_there_is_no_bar()
    {
        var start = PrintedRuns.Start with { Plan = PrintedRuns.Plan with { Load = PrintedRuns.Plan.Load with { Duration = null } } };
        Assert.Contains("00:00:00, until Ctrl-C  0 of 100 users", Draw(new RunProgress(start), 80, 24));
    }

    [Theory]
    [InlineData(120, 30)]
    [InlineData(40, 10)]
    [InlineData(20, 5)]
    [InlineData(8, 2)]
    [InlineData(1, 1)]
    public void It_never_exceeds_the_terminal(int width, int height)
    {
        var lines = Draw(Progress(200), width, height).Split('\n');
        Assert.True(lines.Length <= Math.Max(1, height - 1), $"{lines.Length} lines");
        Assert.All(lines, line => Assert.True(line.Length <= width, $"'{line}' is wider than {width}"));
    }

    [Fact]
    public void Where_there_are_more_names_than_lines_the_busiest_are_shown()
    {
        var drawn = Draw(Progress(200), 120, 20);
        Assert.Contains("more names", drawn);
        Assert.Contains("/items/199 ", drawn);
        Assert.DoesNotContain("/items/3 ", drawn);
    }

    [Fact]
    public void Rates_are_those_of_the_last_five_seconds_and_counts_those_of_the_run()
    {
        var progress = new RunProgress(PrintedRuns.Start);
        for (var second = 0; second < 8; second++)
        {
            progress.Add(PrintedRuns.Interval(second, Requests(PrintedRuns.Create, second < 3 ? 1_000 : 10)));
        }

        Assert.Equal(3_050, progress.Total.Settled);
        Assert.Equal(50, progress.Total.Recent.Settled);
        Assert.Equal(5, progress.RecentSeconds);
        Assert.Equal(50, progress.Requests[PrintedRuns.Create].Recent.Settled);
    }

    [Fact]
    public void A_name_that_is_silent_for_five_seconds_has_no_rate()
    {
        var progress = new RunProgress(PrintedRuns.Start);
        progress.Add(PrintedRuns.Interval(0, Requests(PrintedRuns.Create, 10)));
        for (var second = 1; second < 6; second++)
        {
            progress.Add(PrintedRuns.Interval(second, Requests(PrintedRuns.Login, 10)));
        }

        Assert.Equal(0, progress.Requests[PrintedRuns.Create].Recent.Settled);
        Assert.Equal(10, progress.Requests[PrintedRuns.Create].Settled);
    }

    [Fact]
    public void Warm_up_is_shown_as_such_and_forgotten_when_the_steady_phase_begins()
    {
        var progress = new RunProgress(PrintedRuns.Start);
        progress.Add(PrintedRuns.Interval(0, Requests(PrintedRuns.Login, 100)) with { Phase = Phase.WarmUp, Arrivals = [Arrivals(50, 5)] });
        Assert.Contains("warm-up, not counted", Draw(progress, 120, 30));
        Assert.Equal(100, progress.Total.Settled);

        progress.Add(PrintedRuns.Interval(1, Requests(PrintedRuns.Create, 10)) with { Arrivals = [Arrivals(20, 1), Arrivals(3, 0)] });
        Assert.DoesNotContain("not counted", Draw(progress, 120, 30));
        Assert.Contains("4 in flight  23 arrivals, 2 late, 1 dropped", Draw(progress, 120, 30));
        Assert.Equal((10, 10), (progress.Total.Settled, progress.Total.Recent.Settled));
        Assert.Equal(PrintedRuns.Create, Assert.Single(progress.Requests).Key);

        progress.Add(PrintedRuns.Interval(2, Requests(PrintedRuns.Detail, 7)) with { Phase = Phase.CoolDown, Arrivals = [Arrivals(9, 9)] });
        Assert.Contains("cool-down, not counted", Draw(progress, 120, 30));
        Assert.Contains("2 in flight  23 arrivals", Draw(progress, 120, 30));
        Assert.Equal((10, 17), (progress.Total.Settled, progress.Total.Recent.Settled));
    }

    [Fact]
    public async Task A_plain_line_tells_of_one_phase_and_says_which()
    {
        var writer = new StringWriter();
        var observer = new PlainObserver(writer);
        await observer.Started(PrintedRuns.Start, CancellationToken.None);
        for (var second = 0; second < 7; second++)
        {
            var phase = second < 3 ? Phase.WarmUp : Phase.Steady;
            await observer.Interval(
                PrintedRuns.Interval(second, Requests(PrintedRuns.Create, 10)) with { Phase = phase, Arrivals = [Arrivals(20, 1)] }, null!, CancellationToken.None);
        }

        var lines = writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("00:00:02  warm-up, not counted  100/100 users  10.0 req/s", lines[0]);
        Assert.StartsWith("00:00:05  100/100 users  10.0 req/s", lines[1]);
        Assert.Contains("20 requests, 0 failed  2 in flight, 2 late, 2 dropped", lines[1]);
        Assert.Contains("40 requests, 0 failed", lines[2]);
    }

    [Fact]
    public void Intervals_are_left_as_they_are()
    {
        var requests = Requests(PrintedRuns.Create, 10);
        var progress = new RunProgress(PrintedRuns.Start);
        progress.Add(PrintedRuns.Interval(0, requests));
        requests[PrintedRuns.Create].Clear();
        Assert.Equal(10, progress.Total.Times.Count);
    }

    private static Dictionary<RequestKey, RequestStats> Requests(RequestKey key, int count) => new() { [key] = PrintedRuns.Stats(count, 1_000, 200) };

    private static ArrivalSample Arrivals(int scheduled, int dropped) =>
        new() { Load = $"load {scheduled}", Scheduled = scheduled, Started = scheduled - dropped, Late = 1, Dropped = dropped, InFlight = 2 };

    private static RunProgress Progress(int names)
    {
        var progress = new RunProgress(PrintedRuns.Start);
        for (var second = 0; second < 90; second += 30)
        {
            var requests = new Dictionary<RequestKey, RequestStats>();
            for (var name = 0; name < names; name++)
            {
                var stats = PrintedRuns.Stats(20 + name, 1_000 * (name + 1), 200);
                stats.Settled += name % 2;
                stats.Failed += name % 2;
                requests[new RequestKey("GET", $"/items/{name}")] = stats;
            }

            var interval = PrintedRuns.Interval(second, requests, running: 95, lost: 2);
            progress.Add(interval with
            {
                Failures = [.. Enumerable.Range(0, 7).Select(i => new FailureInterval(
                    new FailureKey(PrintedRuns.Detail, FailureKind.Status, $"status 50{i}"), new FailureStats { Count = 10 - i }))],
                UserErrors = [new UserErrorInterval("DeploymentUser", "Create", "System.Exception", "boom", 20, "")],
            });
        }

        return progress;
    }

    private static string Draw(RunProgress progress, int width, int height)
    {
        var printed = new Printed(width, height);
        printed.Console.Write(new LiveView(progress));
        return printed.Text;
    }
}
