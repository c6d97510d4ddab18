using System.Collections.Concurrent;
using System.Diagnostics;
using Stampede.Engine;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Loads that change, several loads at once, and what is changed by hand.</summary>
public sealed class LoadRunTests
{
    [Fact]
    public async Task Users_that_are_not_wanted_any_more_finish_their_task_and_stop()
    {
        var (started, after, stopped) = (0, 0, new ConcurrentQueue<int>());
        var script = new Script
        {
            // Six at first; two from the second on in which all six have come.
            Load = Load.Shape(new Shape(_ => new LoadTick(Volatile.Read(ref started) < 6 ? 6 : 2, 1000))),
            WaitTime = WaitTime.Constant(0.01),
            OnStart = _ =>
            {
                Interlocked.Increment(ref started);
                return default;
            },
            OnStop = user =>
            {
                stopped.Enqueue(user.Number);
                return default;
            },

            // When the others have gone on for a while.
            EndsWhen = script => (after = stopped.Count < 4 ? script.IterationsOver : after) + 4 < script.IterationsOver,
        };
        var result = await script.Run();
        Assert.Equal((2, 2), (result.Classes[0].Planned, result.Classes[0].Running));
        Assert.Equal([0, 1, 2, 3, 4, 5], stopped.Order());

        // The last to come are the first to go.
        Assert.Equal([2, 3, 4, 5], stopped.Take(4).Order());
        Assert.Empty(result.UserErrors);
        Assert.Null(result.Unfinished);
    }

    [Fact]
    public async Task What_is_due_is_waited_for_and_not_spun_for()
    {
        var load = new WatchedLoad();
        var since = Stopwatch.StartNew();
        var script = new Script { Load = load, EndsWhen = script => script.UsersStarted == 2 && since.Elapsed > TimeSpan.FromSeconds(1) };
        var result = await script.Run();

        // A look each 50 ms, and a few where a time was almost due; each asks once or, up to the start of all, twice. A spin is thousands.
        Assert.Equal(2, result.Classes[0].Running);
        Assert.InRange(load.Looks, 2, 100 + 4 * result.Duration.TotalMilliseconds / 50);
    }

    [Fact]
    public async Task Loads_beside_each_other_have_their_own_classes_times_and_users()
    {
        var result = await new LoadTest
        {
            Load = Load.Parallel(
                Load.Users(3, 1000).Of<Reader>().Named("readers"),
                Load.Arrivals(50).Of<Writer>().After("300ms").For("400ms").Named("writers")).For("1s"),
            Users = [typeof(Reader), typeof(Writer)],
        }.Run(new RunOptions { Seed = 1, KeepIntervals = true, Course = new PatientClock() });

        Assert.Equal(["readers", "writers"], result.Plan.Load.Parts.Select(p => p.Name));
        Assert.Equal((TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(0.7)), (result.Plan.Load.Parts[1].Start, result.Plan.Load.Parts[1].End!.Value));
        Assert.Equal(["Writer"], result.Plan.Load.Parts[1].Classes);
        Assert.Equal(3, result.Classes[0].Running);
        Assert.Equal(20, result.Classes[1].Iterations);
        Assert.Equal(20, Assert.Single(result.Arrivals).Started);
    }

    [Fact]
    public async Task Loads_in_sequence_follow_each_other()
    {
        var result = await new LoadTest
        {
            Load = Load.Sequence(Load.Users(2, 1000).Of<Reader>().For("300ms"), Load.Users(4, 1000).Of<Writer>().For("500ms")),
            Users = [typeof(Reader), typeof(Writer)],
        }.Run(new RunOptions { Seed = 1, Course = new PatientClock() });
        Assert.Equal([0, 4], result.Classes.Select(c => c.Running));
        Assert.Equal([0, 4], result.Classes.Select(c => c.Planned));
        Assert.All(result.Classes, c => Assert.True(c.Iterations > 0, c.Name));
    }

    [Fact]
    public async Task A_class_in_no_load_is_said()
    {
        var result = await new LoadTest { Load = Load.Users(1).Of<Reader>().For("100ms"), Users = [typeof(Reader), typeof(Writer)] }.Run();
        Assert.Contains(result.Notes, n => n is { Id: "CLASS-WITHOUT-LOAD", Text: "No load is for Writer: it had no user." });
    }

    [Fact]
    public async Task A_load_whose_classes_do_not_run_is_left_out_and_said()
    {
        var result = await new LoadTest
        {
            Load = Load.Parallel(Load.Users(1).Of<Reader>(), Load.Arrivals(10).Of<Writer>()).For("100ms"),
            Users = [typeof(Reader), typeof(Writer)],
        }.Run(new RunOptions { Classes = ["Reader"] });
        Assert.Equal("users", Assert.Single(result.Plan.Load.Parts).Name);
        Assert.Contains(result.Notes, n => n is { Id: "LOAD-LEFT-OUT", Text: "The load 'arrivals' was left out: none of its user classes runs." });
    }

    [Fact]
    public async Task A_load_for_a_stranger_is_refused()
    {
        var test = new LoadTest { Load = Load.Users(1).Of<string>(), Users = [typeof(Reader)] };
        var refused = await Assert.ThrowsAsync<LoadTestException>(() => test.Run());
        Assert.Equal("The load 'users' is for String (Of): the test's user classes are Reader.", Assert.Single(refused.Problems));
    }

    [Fact]
    public async Task Users_are_added_and_taken_away_by_hand()
    {
        var (running, removed) = (0, false);
        var script = new Script
        {
            Load = Load.Users(3, 1000),
            WaitTime = WaitTime.Constant(0.01),
            EndsWhen = _ => Volatile.Read(ref removed) && Volatile.Read(ref running) == 0,
        };
        var (added, seen) = (false, new List<int>());
        var result = await script.Run(options: new RunOptions
        {
            Observers =
            [
                new ObserverLog((interval, run) =>
                {
                    Volatile.Write(ref running, interval.Classes[0].Running);
                    if (!added && running == 3)
                    {
                        seen.Add(running);
                        added = run.AddUsers(5);
                    }
                    else if (!removed && running == 8)
                    {
                        seen.Add(running);
                        Volatile.Write(ref removed, run.AddUsers(-100));
                    }
                }),
            ],
        });
        Assert.Equal([3, 8], seen);
        Assert.Equal(0, result.Classes[0].Running);
        Assert.StartsWith("The load was changed while it ran: +5 users at ", Assert.Single(result.Notes, n => n.Id == "LOAD-CHANGED").Text);
    }

    [Fact]
    public async Task Weights_are_changed_by_hand()
    {
        var (weighed, over) = (false, false);
        var test = new LoadTest { Load = Load.Users(8, 1000), Users = [typeof(Reader), typeof(Writer)] };
        var log = new ObserverLog((interval, run) =>
        {
            int[] running = [.. interval.Classes.Select(c => c.Running)];
            if (running is [4, 4] && !weighed)
            {
                run.SetWeight("Writer", 3);
                Assert.Contains("There is no user class 'Nobody'", Assert.Throws<ArgumentException>(() => run.SetWeight("Nobody", 1)).Message);
                Assert.Throws<ArgumentException>(() => run.SetWeight("Reader", -1));
                run.SetTaskWeight("Reader", "Read", 2);
                Assert.Throws<ArgumentException>(() => run.SetTaskWeight("Reader", "Rest", 1));
                weighed = true;
            }

            Volatile.Write(ref over, weighed && running is [2, 6]);
        });
        var result = await test.RunUntil(() => Volatile.Read(ref over), new RunOptions { Seed = 1, Observers = [log] });
        Assert.Null(result.Note("OBSERVER-FAILED"));
        Assert.Equal([2, 6], result.Classes.Select(c => c.Running));
    }

    [Fact]
    public async Task A_shape_of_the_tests_own_decides_until_it_stops_the_run()
    {
        Script? script = null;
        var ends = TimeSpan.MaxValue;
        var shape = new Shape(elapsed =>
        {
            ends = script!.UsersStarted == 4 ? elapsed : ends;
            return ends < TimeSpan.MaxValue ? null : new LoadTick(4, 1000);
        });
        script = new Script { Load = Load.Shape(shape), WaitTime = WaitTime.Constant(0.01) };
        var result = await script.Run(endless: true);
        Assert.Equal(RunEnding.Completed, result.Ending);
        Assert.Equal(4, script.UsersStarted);
        Assert.True(result.Duration >= ends, $"{result.Duration}");
    }

    [Fact]
    public async Task A_shape_that_throws_ends_the_run_as_invalid()
    {
        var shape = new Shape(elapsed => elapsed < TimeSpan.FromSeconds(1) ? new LoadTick(1, 1) : throw new InvalidOperationException("no idea"));
        var result = await new Script { Load = Load.Shape(shape).For("30s") }.Run();
        Assert.Equal((Verdict.Invalid, ExitCode.Invalid), (result.Verdict, result.ExitCode));
        Assert.Contains("no idea", Assert.Single(result.Notes, n => n.Id == "SHAPE-FAILED").Text);
    }

    private sealed class Shape(Func<TimeSpan, LoadTick?> tick) : LoadShape
    {
        public override LoadTick? Tick(TimeSpan elapsed) => tick(elapsed);
    }

    private sealed class Reader : User
    {
        public override WaitTime WaitTime => WaitTime.Constant(0.01);

        [Task]
        public void Read()
        {
        }
    }

    private sealed class Writer : User
    {
        public override WaitTime WaitTime => WaitTime.Constant(0.01);

        [Task]
        public void Write()
        {
        }
    }
}
