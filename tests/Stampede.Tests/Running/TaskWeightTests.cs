using Stampede.Engine;

namespace Stampede.Tests;

/// <summary>Weights of tasks that change while users run.</summary>
public class TaskWeightTests
{
    [Fact]
    public void A_new_weight_holds_from_the_next_choice_on()
    {
        var (userClass, state) = (FoundClasses.Of(typeof(ThreeUser))[0], 0);
        userClass.SetTaskWeight("One", 0);
        userClass.SetTaskWeight("Two", 0.5);
        userClass.SetTaskWeight("Set", 1.5);
        userClass.SetTaskWeight("Chain", 0);
        var random = new SeededRandom(3, 1);
        var counts = Enumerable.Range(0, 20_000).Select(_ => userClass.Root.Next(random, ref state).Name).GroupBy(n => n).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(["Set", "Two"], counts.Keys.Order());
        Assert.InRange(counts["Set"] / 20_000.0, 0.73, 0.77);
    }

    [Fact]
    public void In_a_sequence_it_is_the_number_of_repetitions()
    {
        var userClass = FoundClasses.Of(typeof(ThreeUser))[0];
        var group = ((UserTaskSet)userClass.Root.Items[2]).Group;
        var (state, random) = (0, new SeededRandom(1, 1));
        Assert.Equal("Ab A B Ab", Names(4));
        userClass.SetTaskWeight("Set/Ab", 2);
        userClass.SetTaskWeight("Set/B", 0);
        Assert.Equal("Ab A Ab Ab A", Names(5));
        userClass.SetTaskWeight("Set/Ab", 9);
        Assert.Equal("Ab Ab Ab Ab Ab", Names(5));

        // Where it is by now is beyond the end of a shorter round: that begins again.
        userClass.SetTaskWeight("Set/Ab", 1);
        Assert.Equal("Ab A Ab A", Names(4));

        string Names(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => group.Next(random, ref state).Name));
    }

    [Fact]
    public void A_weight_that_is_not_possible_changes_nothing_and_says_why()
    {
        var userClass = FoundClasses.Of(typeof(ThreeUser))[0];
        Assert.Equal(
            "ThreeUser has no task 'Four'; it has One, Two, Set, Set/Ab, Set/A, Set/B, Chain, Chain/Again.",
            Wrong("Four", 1));
        Assert.Contains("ThreeUser.One: A task's weight is a number, 0 or more, not -1", Wrong("One", -1), StringComparison.Ordinal);
        Assert.Contains("not NaN", Wrong("One", double.NaN), StringComparison.Ordinal);
        Assert.Contains("ThreeUser.Set.A: A weight in a SequentialTaskSet is how often in a row the task runs", Wrong("Set/A", 1.5), StringComparison.Ordinal);
        Assert.Contains("ThreeUser.Chain.Again: The tasks of a MarkovTaskSet have no weights", Wrong("Chain/Again", 2), StringComparison.Ordinal);
        userClass.SetTaskWeight("One", 0);
        userClass.SetTaskWeight("Set", 0);
        userClass.SetTaskWeight("Chain", 0);
        Assert.Contains("At least one", Wrong("Two", 0), StringComparison.Ordinal);
        Assert.Equal([0, 1, 0, 0], userClass.Root.Order.Shares);

        string Wrong(string task, double weight) => Assert.Throws<ArgumentException>(() => userClass.SetTaskWeight(task, weight)).Message;
    }

    [Fact]
    public async Task Users_may_choose_while_weights_change()
    {
        var userClass = FoundClasses.Of(typeof(ThreeUser))[0];
        using var over = new CancellationTokenSource();
        var changing = Task.Run(
            () =>
            {
                for (var i = 0; i < 2_000; i++)
                {
                    userClass.SetTaskWeight("One", i % 3);
                }

                over.Cancel();
            },
            TestContext.Current.CancellationToken);
        var (state, random) = (0, new SeededRandom(1, 1));
        while (!over.IsCancellationRequested)
        {
            Assert.NotNull(userClass.Root.Next(random, ref state));
        }

        await changing;
    }

    private sealed class ThreeUser : User
    {
        [Task]
        public void One() => Check("1", true);

        [Task]
        public void Two() => Check("2", true);

        [Task]
        private sealed class Set : SequentialTaskSet
        {
            [Task]
            public void Ab() => Check("ab", true);

            [Task]
            public void A() => Check("a", true);

            [Task]
            public void B() => Check("b", true);
        }

        [Task]
        private sealed class Chain : MarkovTaskSet
        {
            [Transition(nameof(Again))]
            public void Again() => Check("again", true);
        }
    }
}
