using Stampede.Engine;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Task sets in the open model: each arrival is one task, whatever set it stands in.</summary>
public class TaskSetsArrivalTests
{
    [Fact]
    public async Task Each_arrival_is_one_task_and_the_user_stays_in_its_set()
    {
        var result = await Run(typeof(VisitingUser), Load.Arrivals(50).InFlight(5).Iterations(12));
        var started = result.Classes[0].TasksStarted;
        Assert.Equal(12, started.Sum());
        Assert.Equal(started.Sum(), Assert.Single(result.Arrivals).Started);
        Assert.Equal(started.Sum(), result.Classes[0].Iterations);

        // At most five users: one of them came to its second task.
        Assert.True(started[1] > 0);
    }

    [Fact]
    public async Task A_set_that_is_left_at_once_again_and_again_does_not_hold_the_loop()
    {
        var result = await Run(typeof(ShyUser), Load.Arrivals(50).InFlight(5).For("600ms"));
        Assert.Equal(RunEnding.Completed, result.Ending);
        Assert.Empty(result.UserErrors);
        Assert.Equal(0, result.Classes[0].Iterations);
        Assert.Null(result.Note("BLOCKED-LOOP"));
    }

    private static Task<RunResult> Run(Type user, Load load) =>
        new LoadTest { Users = [user], Load = load }.Run(new RunOptions { Seed = 1 });

    private sealed class VisitingUser : User
    {
        [Task]
        private sealed class Visit : SequentialTaskSet
        {
            [Task]
            public void First() => Check("first", true);

            [Task]
            public void Second() => Check("second", true);

            [Task]
            public void Third() => Interrupt();
        }
    }

    private sealed class ShyUser : User
    {
        [Task]
        private sealed class Shy : TaskSet
        {
            protected internal override ValueTask OnStart()
            {
                Interrupt();
                return default;
            }

            [Task]
            public void Never() => Check("never", true);
        }
    }
}
