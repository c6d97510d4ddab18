namespace Stampede.Tests;

public sealed class RandomExtensionsTests
{
    private readonly Random _random = new(1);

    [Fact]
    public void Pick_gives_one_of_a_list_not_the_list()
    {
        var list = new List<string> { "a", "b" };
        string[] array = ["a", "b"];
        IReadOnlyList<string> readOnly = list;
        Assert.Contains(_random.Pick(list), array);
        Assert.Contains(_random.Pick(array), array);
        Assert.Contains(_random.Pick(readOnly), array);
        Assert.Contains(_random.Pick("a", "b"), array);
        Assert.Equal(7, _random.Pick(7));
    }

    [Fact]
    public void Every_item_is_as_likely_to_be_picked()
    {
        var counts = new int[4];
        for (var i = 0; i < 40_000; i++)
        {
            counts[_random.Pick([0, 1, 2, 3])]++;
        }

        Assert.All(counts, n => Assert.InRange(n, 9_600, 10_400));
    }

    [Fact]
    public void Nothing_cannot_be_picked_from() => Assert.Throws<ArgumentException>(() => _random.Pick(new List<int>()));
}
