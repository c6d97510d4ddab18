using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Thresholds as a run meets them: what they select is counted, loads have their own, and what cannot be reached is said before.</summary>
public sealed class ThresholdRunTests
{
    [Fact]
    public async Task What_thresholds_select_is_counted_apart()
    {
        using var server = new TestServer(r => new Reply(r.Target == "/missing" ? 404 : 200));
        var test = new LoadTest
        {
            Host = server.Url,
            Load = Load.Parallel(Load.Users(2, 1000).Of<Reader>().Named("readers"), Load.Arrivals(40).Of<Writer>().Named("writers").Threshold("requests >= 1", "failures <= 0")),
            Users = [typeof(Reader), typeof(Writer)],
            Thresholds =
            [
                "requests{class:Writer} >= 1",
                "requests{class:Reader} >= 1",
                "requests{status:404} >= 1",
                "requests{status:2xx, class:Writer} >= 1",
                "failures{tag:slow} <= 0",
                "requests{status:5xx} <= 0",
                "requests{tag:quick} >= 1",
                "GET /missing {status:2xx}: requests >= 1",
                "requests{class:Nobody} >= 0",
                "requests_per_second{load:readers} > 0",
            ],
        };
        var result = await test.RunUntil(
            () => server.Requests.GroupBy(r => r.Target).Count(g => g.Count() > 5) == 3, new RunOptions { Seed = 1, KeepIntervals = true, StopTimeout = TimeSpan.FromSeconds(60) });

        var of = result.Thresholds.ToDictionary(t => t.Expression);
        var writers = result.Of("POST /write").Settled;
        var (found, missing) = (result.Of("GET /found").Settled, result.Of("GET /missing").Settled);
        Assert.Equal(writers, of["requests{class:Writer} >= 1"].Measured);
        Assert.Equal(found + missing, of["requests{class:Reader} >= 1"].Measured);
        Assert.Equal(missing, of["requests{status:404} >= 1"].Measured);
        Assert.Equal(writers, of["requests{status:2xx, class:Writer} >= 1"].Measured);
        Assert.Equal(found, of["requests{tag:quick} >= 1"].Measured);
        Assert.Equal(ThresholdOutcome.NoData, of["requests{class:Nobody} >= 0"].Outcome);
        Assert.Equal(0, of["failures{tag:slow} <= 0"].Measured);
        Assert.Equal(0, of["requests{status:5xx} <= 0"].Measured);

        var own = result.Plan.Thresholds.TakeLast(2).ToArray();
        Assert.All(own, t => Assert.Contains("{load:writers}", t));
        Assert.Equal(writers, of[own[0]].Measured);
        Assert.All(result.Intervals, i => Assert.True(i.Selections.Count <= result.Plan.Selections.Count));
    }

    [Fact]
    public async Task A_window_is_judged_where_intervals_are_not_kept()
    {
        var (bad, since, seen) = (false, int.MaxValue, false);
        var script = new Script
        {
            EndsWhen = _ => Volatile.Read(ref seen),
            WaitTime = WaitTime.Constant(0.05),
            Thresholds = ["check(\"ok\") > 99% over 1s", "check(\"ok\") > 10% over 2s", "check(\"ok\") > 50% over 1m"],
            Task = user =>
            {
                // Half of the checks are bad from the second second on.
                bad |= user.Iteration > 25;
                user.Check("ok", !bad);
                user.Check("ok", true);
                return default;
            },
        };

        // Until they were so for all of an interval that is about as long as the window: others are not judged.
        var log = new ObserverLog((interval, _) =>
        {
            seen |= interval.Index > since && Math.Abs(interval.Length.TotalSeconds - 1) < 0.03;
            since = bad ? Math.Min(since, interval.Index) : since;
        });
        var result = await script.Run(options: new RunOptions { Observers = [log] });
        Assert.NotEqual(ThresholdOutcome.Passed, result.Thresholds[0].Outcome);
        Assert.NotEqual(ThresholdOutcome.Failed, result.Thresholds[1].Outcome);
        Assert.Equal(ThresholdOutcome.NoData, result.Thresholds[2].Outcome);
    }

    [Fact]
    public async Task A_rate_that_the_waits_forbid_is_refused_before_a_request_is_sent()
    {
        using var server = new TestServer();
        var test = new LoadTest
        {
            Host = server.Url,
            Load = Load.Users(1000, 1000).For("1m"),
            Users = [typeof(Waiting)],
            Thresholds = ["requests_per_second >= 10000"],
        };
        var refused = await Assert.ThrowsAsync<LoadTestException>(() => test.Run());
        var problem = Assert.Single(refused.Problems);
        Assert.Contains("3,333", problem);
        Assert.Contains("10,000", problem);
        Assert.Contains("--insist", problem);
        Assert.Empty(server.Requests);

        var insisted = await test.Run(new RunOptions { Insist = true, Users = 1, Iterations = 2, RunTime = TimeSpan.FromMinutes(1) });
        Assert.Contains(insisted.Notes, n => n.Id == "TARGET-UNREACHABLE");
        Assert.Equal(Verdict.Failed, insisted.Verdict);
    }

    [Fact]
    public async Task Dropped_arrivals_can_fail_a_run()
    {
        var script = new Script
        {
            Load = Load.Arrivals(50).InFlight(1).For("1s"),
            Thresholds = ["dropped_arrival_rate < 1%", "arrivals == 50"],
            Task = user => user.Pause(60),
        };
        var result = await script.Run();
        Assert.Equal([ThresholdOutcome.Failed, ThresholdOutcome.Passed], result.Thresholds.Select(t => t.Outcome));
        Assert.Equal(0.98, result.Thresholds[0].Measured!.Value, 6);
    }

    [Fact]
    public async Task A_threshold_of_a_load_that_cannot_be_read_is_refused_with_the_others()
    {
        var test = new LoadTest { Load = Load.Users(1).Threshold("p(99) < soon"), Users = [typeof(Waiting)], Thresholds = ["p(101) < 1s"] };
        var refused = await Assert.ThrowsAsync<LoadTestException>(() => test.Run());
        Assert.Equal(2, refused.Problems.Count);
    }

    private sealed class Reader : HttpUser
    {
        public override WaitTime WaitTime => WaitTime.Constant(0.02);

        [Task]
        [Tag("quick")]
        public async ValueTask Found() => (await Http.Get("/found")).Expect(200);

        [Task]
        [Tag("slow")]
        public async ValueTask Missing() => (await Http.Get("/missing")).Expect(404);
    }

    private sealed class Writer : HttpUser
    {
        [Task]
        public async ValueTask Write() => (await Http.Post("/write")).Expect(200);
    }

    private sealed class Waiting : HttpUser
    {
        public override WaitTime WaitTime => WaitTime.Between(0.1, 0.5);

        [Task]
        public async ValueTask Get() => await Http.Get("/");
    }
}
