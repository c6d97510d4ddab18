using Stampede.Engine;
using Stampede.Results;

namespace Stampede.Tests;

public class SelectionMasksTests
{
    private static readonly RequestSelection[] Selections =
    [
        new() { Class = "Buyer" },
        new() { Load = "rush", Status = "5xx" },
        new() { Tag = "slow" },
        new() { Class = "Buyer", Load = "rush", Tag = "slow" },
        new() { Status = "200" },
    ];

    [Theory]
    [InlineData("Buyer", "rush", "", "0 1 4")]
    [InlineData("Buyer", "rush", "slow", "0 1 2 3 4")]
    [InlineData("Buyer", "rush", "read slow", "0 1 2 3 4")]
    [InlineData("Buyer", null, "slow", "0 2 4")]
    [InlineData("Visitor", "rush", "slow", "1 2 4")]
    [InlineData("Visitor", "trickle", "read", "4")]
    public void A_mask_has_the_bits_of_what_selects_the_class_the_load_and_the_task(string userClass, string? load, string tags, string expected)
    {
        var mask = SelectionMasks.Mask(Selections, userClass, load, tags.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(expected, string.Join(' ', Enumerable.Range(0, 64).Where(i => (mask >> i & 1) == 1)));
    }

    [Fact]
    public void What_cannot_be_selected_is_a_problem_before_the_run()
    {
        Assert.Empty(SelectionMasks.Problems(Selections));
        Assert.Equal(5, SelectionMasks.Statuses(Selections).Count);
        Assert.Contains("{status:6xx}: '6xx' is no status", Assert.Single(SelectionMasks.Problems([new RequestSelection { Status = "6xx" }])));
        Assert.Contains("65 different ways; 64 are possible", Assert.Single(SelectionMasks.Problems([.. Enumerable.Range(0, 65).Select(i => new RequestSelection { Tag = $"t{i}" })])));
    }
}
