using Stampede.Engine;

namespace Stampede.Tests;

/// <summary>Which row a feeder gives next, and what it does after the last.</summary>
public class FeederPolicyTests
{
    private static readonly Feeder<int> Ten = Feeder.Of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

    [Fact]
    public void Sequential_is_the_default_and_begins_again()
    {
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1], Ten.Take(12));
        Assert.Equal(Ten.Take(25), Ten.Shuffled().Sequential().Wrap().Take(25));
    }

    [Fact]
    public void End_gives_each_row_once()
    {
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], Ten.End().Take(12));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], Ten.Shuffled().End().Take(12).Order());
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], Ten.Unique().Take(12));
    }

    [Fact]
    public void A_shuffle_has_each_row_once_a_round_and_each_round_another_order()
    {
        var rounds = Ten.Shuffled().Take(50).Chunk(10).ToArray();
        Assert.All(rounds, r => Assert.Equal(Enumerable.Range(0, 10), r.Order()));
        Assert.Equal(5, rounds.Select(r => string.Join(' ', r)).Distinct().Count());
    }

    [Fact]
    public void Every_row_comes_first_in_a_shuffle_as_often_as_any_other()
    {
        var first = Enumerable.Range(0, 4000).Select(seed => Ten.Shuffled().Take(1, (ulong)seed)[0]).CountBy(row => row).ToArray();

        // 400 each is expected; 300 is five standard deviations away.
        Assert.Equal(10, first.Length);
        Assert.All(first, f => Assert.InRange(f.Value, 300, 500));
    }

    [Fact]
    public void A_shuffle_repeats_with_the_seed()
    {
        Assert.Equal(Ten.Shuffled().Take(30, seed: 7), Ten.Shuffled().Take(30, seed: 7));
        Assert.NotEqual(Ten.Shuffled().Take(30, seed: 7), Ten.Shuffled().Take(30, seed: 8));
    }

    [Fact]
    public void Two_shuffles_of_one_run_differ()
    {
        using var run = new FeederRun([], 1, []);
        var random = new SeededRandom(1, 0);
        Assert.NotEqual(run.Take(Ten.Shuffled(), 30, random), run.Take(Ten.Shuffled(), 30, random));
    }

    [Fact]
    public void Random_rows_are_the_users_choice_and_repeat_whatever_others_ask()
    {
        var feeder = Ten.Random();
        using var alone = new FeederRun([], 1, []);
        using var together = new FeederRun([], 1, []);
        var expected = alone.Take(feeder, 100, new SeededRandom(5, 3));
        var (user, other) = (new SeededRandom(5, 3), new SeededRandom(5, 4));
        var got = new List<int>();
        for (var i = 0; i < 100; i++)
        {
            got.AddRange(together.Take(feeder, 1, user));
            together.Take(feeder, i % 3, other);
        }

        Assert.Equal(expected, got);
        Assert.Equal(10, expected.Distinct().Count());
        Assert.Empty(together.Notes());
    }

    [Fact]
    public void Two_runs_are_each_at_their_own_row()
    {
        using var one = new FeederRun([], 1, []);
        using var two = new FeederRun([], 1, []);
        var random = new SeededRandom(1, 0);
        Assert.Equal([0, 1, 2], one.Take(Ten, 3, random));
        Assert.Equal([0, 1], two.Take(Ten, 2, random));
        Assert.Equal([3, 4], one.Take(Ten, 2, random));
        Assert.Equal([2], two.Take(Ten, 1, random));
    }

    [Fact]
    public void What_contradicts_itself_is_a_problem()
    {
        Assert.Contains("Unique gives each row once", Assert.Single(Ten.Unique().Wrap().Mistakes()), StringComparison.Ordinal);
        Assert.Contains("Random never runs dry", Assert.Single(Ten.Random().End().Mistakes()), StringComparison.Ordinal);
        Assert.Contains("empty", Assert.Single(Feeder.Of<int>([]).Mistakes()), StringComparison.Ordinal);
        Assert.Empty(Ten.Random().Wrap().Mistakes());
        Assert.Empty(Ten.Unique().End().Mistakes());
        Assert.Empty(Ten.End().Wrap().Unique().End().Mistakes());
    }

    [Fact]
    public void A_list_is_its_items_and_is_copied()
    {
        var list = new List<string> { "a", "b" };
        var feeder = Feeder.Of(list);
        list.Clear();
        Assert.Equal(["a", "b", "a"], feeder.Take(3));
        Assert.Equal("Of(2 × String)", feeder.Name);
        Assert.Equal(["one text", "one text"], Feeder.Of("one text").Take(2));
    }

    [Fact]
    public void Notes_say_that_a_feeder_ran_dry_or_began_again()
    {
        using var run = new FeederRun([(Ten, "Users.Ten")], 1, []);
        var random = new SeededRandom(1, 0);
        run.Take(Ten, 10, random);
        Assert.Empty(run.Notes());
        run.Take(Ten, 21, random);
        run.Take(Feeder.Of(7).Unique(), 2, random);
        Assert.Equal(
            [
                ("FEEDER-DRY", "Feeder Of(1 × Int32) ran dry: all its 1 row had been given, and 1 user that asked for more ended."),
                ("FEEDER-WRAPPED", "Feeder Users.Ten (Of(10 × Int32)) began again 3 times: its 10 rows were given 31 times."),
            ],
            run.Notes());
    }
}
