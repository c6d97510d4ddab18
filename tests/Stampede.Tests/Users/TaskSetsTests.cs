using System.Reflection;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Task sets: entering, leaving, waiting, and what happens when something in them fails.</summary>
public class TaskSetsTests
{
    [Fact]
    public async Task A_sequential_set_runs_in_order_of_declaration_and_a_weight_repeats()
    {
        Assert.Equal("1 1 1 2 2 3 1 1 1 2 2 3 1", string.Join(' ', await TaskLog.First<SequentialUser>(13)));
    }

    [Fact]
    public async Task Sets_are_entered_and_left_three_deep_and_made_anew_each_time()
    {
        var words = await TaskLog.First<DeepUser>(15);
        string[] round = ["own", "+Middle", "+Inner", "a", "b", "-Inner", "-Middle"];
        Assert.Equal(["+Outer", .. round, .. round], words);
    }

    [Fact]
    public async Task Without_an_interrupt_a_set_runs_for_ever()
    {
        Assert.All(await TaskLog.First<ForeverUser>(50), word => Assert.Equal("inside", word));
    }

    [Fact]
    public async Task A_stop_leaves_every_set_the_innermost_first()
    {
        var (words, result) = await TaskLog.All<StoppedUser>(most: 4);
        Assert.Equal(["+User", "+Outer", "+Inner", "task", "-Inner", "-Outer", "disposed", "-User"], words);
        Assert.Empty(result.UserErrors);
    }

    [Fact]
    public async Task A_stop_with_a_timeout_finishes_the_task_and_leaves_every_set()
    {
        var (words, _) = await TaskLog.All<StoppedUser>(most: 4, options: new RunOptions { RunTime = TimeSpan.FromMinutes(5), StopTimeout = TimeSpan.FromMinutes(5) });
        Assert.Equal(["+User", "+Outer", "+Inner", "task", "-Inner", "-Outer", "disposed", "-User"], words);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_interrupt_goes_on_at_once_or_after_the_pause_of_the_set_around(bool reschedule)
    {
        // The user's pause is a minute: only an interrupt that reschedules gets past it.
        var (words, _) = reschedule ? await TaskLog.All<AtOnceUser>(most: 3) : await TaskLog.All<AfterPauseUser>(most: 1, further: 0.3);
        if (reschedule)
        {
            Assert.True(words.Count >= 3);
        }
        else
        {
            Assert.Equal(["in"], words);
        }
    }

    [Fact]
    public async Task Each_set_has_its_own_pause_or_that_of_what_is_around_it()
    {
        var (words, _) = await TaskLog.All<WaitsUser>(most: 3, further: 0.3);

        // Outer has no wait of its own: the user's, none. Inner waits a minute.
        Assert.Equal(["outer 1", "outer 2", "inner"], words);
    }

    [Fact]
    public async Task A_task_of_a_set_that_throws_is_counted_by_its_place_and_the_set_goes_on()
    {
        var (words, result) = await TaskLog.All<FailingUser>(most: 6);
        Assert.Equal(["throws", "after", "throws"], words.Take(3));
        var error = Assert.Single(result.UserErrors);
        Assert.Equal(("FailingUser", "Steps.Throws", "out of order"), (error.Class, error.Where, error.Message));
        Assert.Equal(["Steps/Throws", "Steps/After"], result.Plan.Classes[0].Tasks.Select(t => t.Name));
        Assert.All(result.Plan.Classes[0].Tasks, t => Assert.Equal(("Steps", null), (t.Set, t.Share)));
        Assert.Equal(result.Classes[0].TasksStarted.Sum(), result.Classes[0].Iterations);
    }

    [Fact]
    public async Task A_set_whose_start_throws_is_left_and_the_user_goes_on()
    {
        var (words, result) = await TaskLog.All<BrokenStartUser>(most: 6);
        Assert.Equal(["own", "starting", "own", "starting"], words.Take(4));
        Assert.DoesNotContain("stopping", words);
        Assert.Equal(["Main.Broken.OnStart"], result.UserErrors.Select(e => e.Where));
    }

    [Fact]
    public async Task An_interrupt_in_OnStart_leaves_the_set_before_its_first_task()
    {
        // Also a set that is left at once, again and again without a pause, cannot hold the loop.
        var (words, result) = await TaskLog.All<ShyUser>(most: 1, further: 0.3);
        Assert.Equal(["+", "-", "+", "-"], words.Take(4));
        Assert.DoesNotContain("task", words);
        Assert.Equal((RunEnding.Interrupted, 0), (result.Ending, result.UserErrors.Count));
        Assert.Null(result.Note("BLOCKED-LOOP"));
    }

    [Fact]
    public async Task A_set_inside_can_leave_the_set_around_it()
    {
        Assert.Equal(["inner", "-Inner", "-Outer", "own", "inner", "-Inner"], await TaskLog.First<TwoAtOnceUser>(6));
    }

    [Fact]
    public async Task An_interrupt_from_outside_of_the_set_is_an_error_that_names_the_rule()
    {
        var (_, result) = await TaskLog.All<OutsideUser>(most: 4);
        var error = Assert.Single(result.UserErrors);
        Assert.Equal("Late", error.Where);
        Assert.Contains("Visit.Interrupt was called while its user was not in that set", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_but_a_set_can_interrupt()
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        Assert.All(typeof(TaskSetInterruptedException).GetConstructors(all), c => Assert.True(c.IsAssembly));
        Assert.True(typeof(TaskSetInterruptedException).IsSealed);
        var methods = typeof(LoadTest).Assembly.GetExportedTypes().SelectMany(t => t.GetMethods(all | BindingFlags.DeclaredOnly)).Where(m => m.Name == "Interrupt");
        Assert.True(Assert.Single(methods).IsFamily);
        Assert.Equal(typeof(TaskSet), methods.Single().DeclaringType);
    }

    [Fact]
    public async Task A_set_knows_its_user_and_what_the_user_can()
    {
        using var server = new TestServer();
        var result = await new LoadTest { Host = server.Url, Users = [typeof(TypedUser)] }.Run(new RunOptions { Iterations = 1 });
        Assert.Empty(result.UserErrors);
        Assert.Equal(1, result.Of("GET /typed-0").Settled);
        Assert.Equal(["all well"], result.Checks.Keys);
    }

    [Fact]
    public async Task Http_in_a_set_of_a_plain_user_says_what_is_missing()
    {
        var (_, result) = await TaskLog.All<PlainUser>(most: 1, options: new RunOptions { Iterations = 1 });
        Assert.Contains("Ask uses Http, and PlainUser is no HttpUser", Assert.Single(result.UserErrors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sets_are_inherited_hidden_by_their_name_and_used_from_elsewhere()
    {
        var (_, result) = await TaskLog.All<DerivedUser>(most: 1, options: new RunOptions { RunTime = TimeSpan.FromMilliseconds(50) });
        Assert.Equal(
            ["Own 1", "Base/Look 2", "Replaced/New 1", "Common/Shared 1", "Common/Heavier 5", "Generic/Typed 1"],
            result.Plan.Classes[0].Tasks.Select(t => $"{t.Name} {t.Weight}"));
    }

    [Fact]
    public async Task Iterations_without_sets_allocate_nothing()
    {
        using var over = new CancellationTokenSource();
        var counter = new Counter(over);
        await new LoadTest { Users = [typeof(CheapUser)], Services = new Services().Add(counter) }
            .Run(new RunOptions { RunTime = TimeSpan.FromMinutes(5), Loops = 1 }, over.Token);

        // What little there is comes from the loop's own work: below a byte an iteration.
        Assert.True(counter.Allocated < Counter.Iterations, $"{counter.Allocated} bytes by {Counter.Iterations} iterations");
    }

    private sealed class SequentialUser(TaskLog log) : User
    {
        private TaskLog Log => log;

        [Task]
        private sealed class Steps : SequentialTaskSet<SequentialUser>
        {
            [Task(3)]
            public void One() => User.Log.Add("1");

            [Task(2)]
            public void Two() => User.Log.Add("2");

            [Task]
            public void Three() => User.Log.Add("3");
        }
    }

    private sealed class DeepUser : User
    {
        [Task]
        private sealed class Outer(TaskLog log) : Logged(log)
        {
            [Task]
            public void Own() => Log.Add("own");

            [Task]
            private sealed class Middle(TaskLog log) : Logged(log)
            {
                [Task]
                private sealed class Inner(TaskLog log) : Logged(log)
                {
                    [Task]
                    public void A() => Log.Add("a");

                    [Task]
                    public void B()
                    {
                        Log.Add("b");
                        ((Middle)Parent!).Leave();
                    }
                }

                private void Leave() => Interrupt();
            }
        }
    }

    private abstract class Logged(TaskLog log) : SequentialTaskSet
    {
        protected TaskLog Log => log;

        protected internal override ValueTask OnStart()
        {
            log.Add($"+{GetType().Name}");
            return default;
        }

        protected internal override ValueTask OnStop()
        {
            log.Add($"-{GetType().Name}");
            return default;
        }
    }

    private sealed class ForeverUser : User
    {
        [Task]
        private sealed class Inside(TaskLog log) : TaskSet
        {
            [Task]
            public void Look() => log.Add("inside");
        }
    }

    private sealed class StoppedUser(TaskLog log) : User
    {
        public override WaitTime WaitTime => WaitTime.Constant(60);

        protected internal override ValueTask OnStart()
        {
            log.Add("+User");
            return default;
        }

        protected internal override ValueTask OnStop()
        {
            log.Add("-User");
            return default;
        }

        [Task]
        private sealed class Outer(TaskLog log) : Logged(log), IDisposable
        {
            public void Dispose() => Log.Add("disposed");

            [Task]
            private sealed class Inner(TaskLog log) : Logged(log)
            {
                protected internal override async ValueTask OnStop()
                {
                    await Wait(0.01);
                    await base.OnStop();
                }

                [Task]
                public void Play() => Log.Add("task");
            }
        }
    }

    private abstract class PausingUser : User
    {
        public override WaitTime WaitTime => WaitTime.Constant(60);
    }

    private sealed class AtOnceUser : PausingUser
    {
        [Task]
        private sealed class Visit(TaskLog log) : TaskSet
        {
            [Task]
            public void In()
            {
                log.Add("in");
                Interrupt();
            }
        }
    }

    private sealed class AfterPauseUser : PausingUser
    {
        [Task]
        private sealed class Visit(TaskLog log) : TaskSet
        {
            [Task]
            public void In()
            {
                log.Add("in");
                Interrupt(reschedule: false);
            }
        }
    }

    private sealed class WaitsUser : User
    {
        [Task]
        private sealed class Outer(TaskLog log) : SequentialTaskSet
        {
            [Task]
            public void First() => log.Add("outer 1");

            [Task]
            public void Second() => log.Add("outer 2");

            [Task]
            private sealed class Inner(TaskLog log) : TaskSet
            {
                public override WaitTime WaitTime => WaitTime.Constant(60);

                [Task]
                public void Look() => log.Add("inner");
            }
        }
    }

    private sealed class FailingUser : User
    {
        public override WaitTime WaitTime => WaitTime.Constant(0.001);

        [Task]
        private sealed class Steps(TaskLog log) : SequentialTaskSet
        {
            [Task]
            public void Throws()
            {
                log.Add("throws");
                throw new InvalidOperationException("out of order");
            }

            [Task]
            public void After() => log.Add("after");
        }
    }

    private sealed class BrokenStartUser : User
    {
        public override WaitTime WaitTime => WaitTime.Constant(0.001);

        [Task]
        private sealed class Main(TaskLog log) : SequentialTaskSet
        {
            [Task]
            public void Own() => log.Add("own");

            [Task]
            private sealed class Broken(TaskLog log) : TaskSet
            {
                protected internal override ValueTask OnStart()
                {
                    log.Add("starting");
                    throw new InvalidOperationException("no");
                }

                protected internal override ValueTask OnStop()
                {
                    log.Add("stopping");
                    return default;
                }

                [Task]
                public void Never() => log.Add("never");
            }
        }
    }

    private sealed class ShyUser : User
    {
        [Task]
        private sealed class Shy(TaskLog log) : TaskSet
        {
            protected internal override ValueTask OnStart()
            {
                log.Add("+");
                Interrupt();
                return default;
            }

            protected internal override ValueTask OnStop()
            {
                log.Add("-");
                return default;
            }

            [Task]
            public void Never() => log.Add("task");
        }
    }

    private sealed class TwoAtOnceUser : User
    {
        [Task]
        private sealed class Main : SequentialTaskSet
        {
            [Task]
            private sealed class Outer(TaskLog log) : TaskSet
            {
                public void LeaveAll() => Interrupt();

                protected internal override ValueTask OnStop()
                {
                    log.Add("-Outer");
                    return default;
                }

                [Task]
                private sealed class Inner(TaskLog log) : TaskSet
                {
                    protected internal override ValueTask OnStop()
                    {
                        log.Add("-Inner");
                        return default;
                    }

                    [Task]
                    public void Look()
                    {
                        log.Add("inner");
                        ((Outer)Parent!).LeaveAll();
                    }
                }
            }

            [Task]
            private sealed class Rest(TaskLog log) : TaskSet
            {
                [Task]
                public void Own()
                {
                    log.Add("own");
                    Interrupt();
                }
            }
        }
    }

    private sealed class OutsideUser(TaskLog log) : User
    {
        private Visit? _visit;

        public override WaitTime WaitTime => WaitTime.Constant(0.001);

        [Task]
        public void Late()
        {
            log.Add("late");
            _visit?.Leave();
        }

        [Task]
        private sealed class Visit : TaskSet<OutsideUser>
        {
            public void Leave() => Interrupt();

            [Task]
            public void Look()
            {
                User._visit = this;
                Interrupt();
            }
        }
    }

    private sealed class TypedUser : HttpUser
    {
        public string Word => $"/typed-{Number}";

        public override WaitTime WaitTime => WaitTime.Constant(60);

        [Task]
        private sealed class Ask : TaskSet<TypedUser>
        {
            [Task]
            public async ValueTask Everything()
            {
                (await Http.Get(User.Word)).Require(200);
                await Wait(0.001);
                await Blocking(() => { });
                Check("all well", await Blocking(() => 3) == 3 && Number == User.Number && !Stopping.IsCancellationRequested && Random.Next(5) < 5 && Parent is null);
            }
        }
    }

    private sealed class PlainUser : User
    {
        public override WaitTime WaitTime => WaitTime.Constant(60);

        [Task]
        private sealed class Ask : TaskSet
        {
            [Task]
            public async ValueTask Look() => await Http.Get("/");
        }
    }

    [UsesTaskSet<Common>(2)]
    private abstract class BaseUser<T> : User
    {
        [Task]
        public sealed class Base : TaskSet
        {
            [Task(2)]
            public void Look() => Check("look", true);
        }

        [Task]
        public class Replaced : TaskSet
        {
            [Task]
            public void Old() => Check("old", true);
        }
    }

    [UsesTaskSet<Generic<int>>]
    private sealed class DerivedUser : BaseUser<string>
    {
        [Task]
        public void Own() => Check("own", true);

        [Task]
        public new sealed class Replaced : TaskSet
        {
            [Task]
            public void New() => Check("new", true);
        }
    }

    private abstract class CommonBase : TaskSet
    {
        [Task]
        public void Shared() => Check("shared", true);

        [Task]
        public abstract void Heavier();
    }

    private sealed class Common : CommonBase
    {
        [Task(5)]
        public override void Heavier() => Check("heavier", true);
    }

    private sealed class Generic<T> : TaskSet
    {
        [Task]
        public void Typed() => Check(typeof(T).Name, true);
    }

    private sealed class Counter(CancellationTokenSource over)
    {
        public const int Iterations = 200_000;
        private long _before;
        private int _count;

        public long Allocated { get; private set; }

        public void Next()
        {
            _count++;
            if (_count == Iterations)
            {
                _before = GC.GetAllocatedBytesForCurrentThread();
            }
            else if (_count == Iterations * 2)
            {
                Allocated = GC.GetAllocatedBytesForCurrentThread() - _before;
                over.Cancel();
            }
        }
    }

    private sealed class CheapUser(Counter counter) : User
    {
        [Task(3)]
        public void One() => counter.Next();

        [Task]
        public ValueTask Two()
        {
            counter.Next();
            return default;
        }
    }
}
