namespace Stampede.Tests;

/// <summary>What of a user's sets still runs when the run stops in an awkward moment.</summary>
public class TaskSetsStopTests
{
    [Fact]
    public async Task A_set_that_is_still_starting_gets_no_OnStop_but_those_around_it_do()
    {
        var (words, result) = await TaskLog.All<StartingUser>(most: 2);
        Assert.Equal(["+Outer", "+Inner", "-Outer"], words);
        Assert.Empty(result.UserErrors);
        Assert.Equal(0, result.Classes[0].Iterations);
    }

    [Fact]
    public async Task A_task_that_goes_on_after_the_stop_does_not_keep_its_sets_from_being_left()
    {
        var (words, _) = await TaskLog.All<StubbornUser>(most: 1);
        Assert.Equal(["task", "-Inner", "-Outer"], words);
    }

    [Fact]
    public async Task An_OnStop_that_throws_is_counted_and_the_next_one_runs()
    {
        var (words, result) = await TaskLog.All<ThrowingUser>(most: 1);
        Assert.Equal(["task", "-Inner", "-Outer", "-User"], words);
        Assert.Equal(["Outer.Inner.OnStop", "Outer.OnStop"], result.UserErrors.Select(e => e.Where).Order());

        // Nor is an interrupt possible there: the set is being left.
        Assert.Contains(result.UserErrors, e => e.Message.Contains("Outer.Interrupt was called while its user was not in that set", StringComparison.Ordinal));
    }

    private abstract class Leaving(TaskLog log) : TaskSet
    {
        protected TaskLog Log => log;

        protected internal override ValueTask OnStop()
        {
            log.Add($"-{GetType().Name}");
            return default;
        }
    }

    private sealed class StartingUser : User
    {
        [Task]
        private sealed class Outer(TaskLog log) : Leaving(log)
        {
            protected internal override ValueTask OnStart()
            {
                Log.Add("+Outer");
                return default;
            }

            [Task]
            private sealed class Inner(TaskLog log) : Leaving(log)
            {
                protected internal override async ValueTask OnStart()
                {
                    Log.Add("+Inner");
                    await Wait(60);
                }

                [Task]
                public void Never() => Log.Add("never");
            }
        }
    }

    private sealed class StubbornUser : User
    {
        [Task]
        private sealed class Outer(TaskLog log) : Leaving(log)
        {
            [Task]
            private sealed class Inner(TaskLog log) : Leaving(log)
            {
                [Task]
                public async ValueTask GoOn()
                {
                    Log.Add("task");
                    while (true)
                    {
                        try
                        {
                            await Wait(60);
                        }
                        catch (UserStoppedException)
                        {
                            // It should have ended here.
                        }
                    }
                }
            }
        }
    }

    private sealed class ThrowingUser(TaskLog log) : User
    {
        protected internal override ValueTask OnStop()
        {
            log.Add("-User");
            return default;
        }

        [Task]
        private sealed class Outer(TaskLog log) : Leaving(log)
        {
            protected internal override async ValueTask OnStop()
            {
                await base.OnStop();
                Interrupt();
            }

            [Task]
            private sealed class Inner(TaskLog log) : Leaving(log)
            {
                protected internal override async ValueTask OnStop()
                {
                    await base.OnStop();
                    throw new InvalidOperationException("no");
                }

                [Task]
                public async ValueTask Play()
                {
                    Log.Add("task");
                    await Wait(60);
                }
            }
        }
    }
}
