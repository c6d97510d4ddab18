using Stampede.Engine;

namespace Stampede.Tests;

/// <summary>Markov sets: the first task first, then by transitions.</summary>
public class TaskSetsMarkovTests
{
    [Fact]
    public async Task It_begins_with_the_first_declared_task_and_follows_the_transitions()
    {
        var words = await TaskLog.First<ChainUser>(400);
        Assert.Equal("home", words[0]);
        var pairs = words.Zip(words.Skip(1), (from, to) => $"{from} {to}").ToHashSet();
        Assert.Equal(["home pay", "home search", "pay home", "search home", "search pay", "search search"], pairs.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Transitions_are_as_frequent_as_their_weights()
    {
        var group = Assert.IsType<UserTaskSet>(Assert.Single(FoundClasses.Of(typeof(ChainUser))).Root.Items.Single()).Group;
        var (random, state, last, counts) = (new SeededRandom(7, 1), 0, -1, new int[3, 3]);
        for (var i = 0; i < 300_000; i++)
        {
            var next = Array.IndexOf(group.Items, group.Next(random, ref state));
            if (last >= 0)
            {
                counts[last, next]++;
            }

            last = next;
        }

        double[,] expected = { { 0, 0.9, 0.1 }, { 0.25, 0.5, 0.25 }, { 1, 0, 0 } };
        for (var from = 0; from < 3; from++)
        {
            var sum = counts[from, 0] + counts[from, 1] + counts[from, 2];
            for (var to = 0; to < 3; to++)
            {
                // Over ten times the standard deviation of the rarest row.
                Assert.InRange((double)counts[from, to] / sum, expected[from, to] - 0.02, expected[from, to] + 0.02);
            }
        }
    }

    [Fact]
    public void Its_shares_are_those_of_the_long_run_also_where_it_has_a_period()
    {
        var group = Assert.IsType<UserTaskSet>(Assert.Single(FoundClasses.Of(typeof(ChainUser))).Root.Items.Single()).Group;

        // search = 0.9 home + 0.5 search, pay = 0.1 home + 0.25 search: 1 to 1.8 to 0.55.
        Assert.Equal([0.2985, 0.5373, 0.1642], group.Order.Shares.Select(s => Math.Round(s, 4)));
        Assert.Equal([0.5, 0.5], new MarkovOrder([[0, 1], [1, 0]]).Shares.Select(s => Math.Round(s, 6)));
    }

    private sealed class ChainUser : User
    {
        [Task]
        private sealed class Visit(TaskLog log) : MarkovTaskSet<ChainUser>
        {
            [Transition(nameof(Search), 0.9)]
            [Transition(nameof(Pay), 0.1)]
            public void Home() => log.Add("home");

            [Task]
            [Transition(nameof(Home))]
            [Transition(nameof(Search), 2)]
            [Transition(nameof(Pay))]
            public void Search() => log.Add("search");

            [Transition(nameof(Home))]
            [Task]
            private sealed class Pay(TaskLog log) : TaskSet
            {
                [Task]
                public void Once()
                {
                    log.Add("pay");
                    Interrupt();
                }
            }
        }
    }
}
