using System.Globalization;
using Stampede.Engine;

namespace Stampede.Tests;

public sealed class TaskPickerTests
{
    [Theory]
    [InlineData("1 1")]
    [InlineData("3 1")]
    [InlineData("1 2 3 4 5")]
    [InlineData("0.5 100 7 7")]
    [InlineData("50 0 50")]
    [InlineData("1 1 1 1 1 1 1 1 1 1 1 1")]
    public void Picks_follow_the_weights(string text)
    {
        double[] weights = [.. text.Split(' ').Select(w => double.Parse(w, CultureInfo.InvariantCulture))];
        const int picks = 100_000;
        var counts = new int[weights.Length];
        var (picker, random) = (new TaskPicker(weights), new Random(42));
        for (var i = 0; i < picks; i++)
        {
            counts[picker.Pick(random)]++;
        }

        var chiSquare = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            var expected = picks * weights[i] / weights.Sum();
            if (weights[i] == 0)
            {
                Assert.Equal(0, counts[i]);
                continue;
            }

            chiSquare += (counts[i] - expected) * (counts[i] - expected) / expected;
        }

        Assert.True(chiSquare < 35, $"{chiSquare}"); // 11 degrees of freedom exceed 35 once in 4,000; the seed is fixed
    }

    [Fact]
    public void Neighbouring_picks_are_independent()
    {
        var (picker, random) = (new TaskPicker([1, 1]), new Random(7));
        var pairs = new int[4];
        for (var i = 0; i < 40_000; i++)
        {
            pairs[picker.Pick(random) * 2 + picker.Pick(random)]++;
        }

        Assert.All(pairs, n => Assert.InRange(n, 9_600, 10_400));
    }

    [Fact]
    public void The_same_seed_picks_the_same()
    {
        var picker = new TaskPicker([1, 2, 3]);
        var (a, b) = (new Random(3), new Random(3));
        Assert.All(Enumerable.Range(0, 1_000), _ => Assert.Equal(picker.Pick(a), picker.Pick(b)));
    }

    [Fact]
    public void Weights_that_cannot_be_picked_from_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new TaskPicker([]));
        Assert.Throws<ArgumentException>(() => new TaskPicker([0, 0]));
        Assert.Throws<ArgumentException>(() => new TaskPicker([1, -1]));
        Assert.Throws<ArgumentException>(() => new TaskPicker([double.NaN]));
    }
}
