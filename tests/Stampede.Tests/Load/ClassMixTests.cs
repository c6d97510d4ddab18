using FsCheck;
using FsCheck.Fluent;
using Stampede.Engine;

namespace Stampede.Tests;

public sealed class ClassMixTests
{
    private static readonly Gen<double[]> SomeWeights = Gen.OneOf(
        Gen.NonEmptyListOf(Gen.Choose(1, 20).Select(w => (double)w)),
        Gen.NonEmptyListOf(Gen.Choose(1, 1_000_000).Select(w => w / 9_973.0)),
        Gen.NonEmptyListOf(Gen.Elements(0.001, 1, 1000))).Select(weights => weights.ToArray());

    private static readonly Gen<ClassShare[]> SomeClasses = SomeWeights.SelectMany(weights => Gen
        .ArrayOf(Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 200))), weights.Length)
        .Select(counts => weights.Zip(counts, (weight, count) => new ClassShare(weight, count)).ToArray()));

    [Fact]
    public void At_every_moment_every_class_is_within_one_user_of_its_share() => Prop
        .ForAll(SomeClasses.ToArbitrary(), Gen.Choose(1, 10_000).ToArbitrary(), (classes, target) => WithinOne(classes, target))
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("1 1")]
    [InlineData("0.1 0.2 0.3")]
    [InlineData("1 1 1 1 1 1 1 1 1 1 1 1 1")]
    [InlineData("1e-9 1 1e9")]
    [InlineData("1 10000")]
    public void Odd_weights_too_are_within_one(string weights) =>
        Assert.True(WithinOne([.. weights.Split(' ').Select(w => new ClassShare(double.Parse(w), 0))], 100_000));

    [Fact]
    public void Weights_times_a_factor_give_the_same_sequence() => Prop
        .ForAll(SomeClasses.ToArbitrary(), Gen.Elements(0.1, 1 / 3.0, 3, 7, 1e6).ToArbitrary(), (classes, factor) =>
            Sequence(classes, 2_000).SequenceEqual(Sequence([.. classes.Select(c => c with { Weight = c.Weight * factor })], 2_000)))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Asking_in_any_order_gives_the_same_class()
    {
        ClassShare[] classes = [new(5, 0), new(3, 0), new(1, 7)];
        var forward = Sequence(classes, 1_000);
        var mix = new ClassMix(classes);
        Assert.Equal(forward.Reverse(), Enumerable.Range(0, 1_000).Reverse().Select(mix.ClassOf));
        Assert.Equal(forward, Enumerable.Range(0, 1_000).Select(mix.ClassOf));
    }

    [Theory]
    [InlineData("1 1 1", "ABCABC")]
    [InlineData("5 1", "AAABAAAAABAA")]
    [InlineData("1 2", "BABBABBAB")]
    public void The_order_interleaves(string weights, string order)
    {
        var sequence = Sequence([.. weights.Split(' ').Select(w => new ClassShare(double.Parse(w), 0))], order.Length);
        Assert.Equal(order, string.Concat(sequence.Select(c => (char)('A' + c))));
    }

    // Locust's results for a finished ramp: "fixed counts; weights; target" → users per class, fixed classes first. Its orders of choice on the way
    // (AABAAA for 5 to 1) are left out: they come from a rule that may be more than one user away from the share.
    [Theory]
    [InlineData("", "4 5", 9, "4 5")]
    [InlineData("", "0.8 1", 18, "8 10")]
    [InlineData("", "1 1 1", 9, "3 3 3")]
    [InlineData("", "1 2", 5, "2 3")]
    [InlineData("", "1 2", 25, "8 17")]
    [InlineData("", "1 2", 35, "12 23")]
    [InlineData("", "1 2", 75, "25 50")]
    [InlineData("1", "1 1", 9, "1 4 4")]
    [InlineData("8", "1 1", 10, "8 1 1")]
    [InlineData("2", "1 1", 1000, "2 499 499")]
    [InlineData("960", "1 1", 1000, "960 20 20")]
    [InlineData("100", "1 1", 100, "100 0 0")]
    [InlineData("9 1", "5 3 2", 20, "9 1 5 3 2")]
    [InlineData("250 250", "3 1 1", 1000, "250 250 300 100 100")]
    [InlineData("10 10 10 10 10", "", 100, "10 10 10 10 10")]
    [InlineData("50 50", "", 30, "15 15")]
    [InlineData("50 50", "", 20, "10 10")]
    [InlineData("50 50", "", 100, "50 50")]
    [InlineData("2", "1 3", 5, "2 1 2")]
    [InlineData("2", "1 3", 2, "2 0 0")]
    [InlineData("2", "1 3", 7, "2 1 4")]
    public void A_finished_ramp_has_the_users_that_Locust_gives_it(string counts, string weights, int target, string expected)
    {
        static IEnumerable<double> Numbers(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(double.Parse);
        ClassShare[] classes = [.. Numbers(counts).Select(c => new ClassShare(1, (int)c)), .. Numbers(weights).Select(w => new ClassShare(w, 0))];
        Assert.Equal(expected, string.Join(' ', new ClassMix(classes).CountsAt(target)));
    }

    [Fact]
    public void Two_classes_that_are_always_tied_alternate_for_ever()
    {
        var mix = new ClassMix([new(0.1, 0), new(0.1, 0)]);
        mix.ClassOf(19_999_999);
        Assert.All(Enumerable.Range(19_999_000, 1_000), n => Assert.Equal(n % 2, mix.ClassOf(n)));
    }

    [Fact]
    public void Fixed_classes_alone_end_the_ramp_early()
    {
        var mix = new ClassMix([new(1, 3), new(1, 2)]);
        Assert.Equal(5, mix.Limit);
        Assert.Throws<ArgumentOutOfRangeException>(() => mix.ClassOf(5));
    }

    [Fact]
    public void A_class_of_weight_zero_takes_no_part() => Assert.Equal([0, 10], new ClassMix([new(0, 0), new(1, 0)]).CountsAt(10));

    [Fact]
    public void Without_any_class_there_are_no_users() => Assert.Equal(0, new ClassMix([]).Limit);

    [Fact]
    public void A_million_users_of_fifty_classes_end_exactly_at_their_shares()
    {
        var counts = new ClassMix([.. Enumerable.Range(1, 50).Select(weight => new ClassShare(weight, 0))]).CountsAt(1_275_000);
        Assert.Equal(Enumerable.Range(1, 50).Select(weight => weight * 1_000), counts);
    }

    private static int[] Sequence(ClassShare[] classes, int users)
    {
        var mix = new ClassMix(classes);
        return [.. Enumerable.Range(0, Math.Min(users, mix.Limit)).Select(mix.ClassOf)];
    }

    private static bool WithinOne(ClassShare[] classes, int target)
    {
        var counts = new int[classes.Length];
        var sum = classes.Sum(c => c.FixedCount == 0 ? c.Weight : 0);
        var fixedUsers = classes.Sum(c => c.FixedCount);
        var users = 0;
        foreach (var chosen in Sequence(classes, target))
        {
            counts[chosen]++;
            users++;
            for (var i = 0; i < classes.Length; i++)
            {
                var share = classes[i].FixedCount > 0
                    ? (double)classes[i].FixedCount * Math.Min(users, fixedUsers) / fixedUsers
                    : classes[i].Weight / sum * Math.Max(users - fixedUsers, 0);
                if (Math.Abs(counts[i] - share) > 1)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
