using System.Text.RegularExpressions;
using Stampede.Results;

namespace Stampede.Tests;

public sealed partial class ThresholdDocsTests
{
    private static readonly string Docs = Path.Combine(Root(), "docs", "reference");

    [Fact]
    public void Every_example_in_the_reference_can_be_read()
    {
        var examples = Example().Matches(Text("thresholds.md")).SelectMany(m => m.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        Assert.True(examples.Length >= 20, $"{examples.Length} examples");
        Assert.All(examples, example => Assert.True(Threshold.TryParse(example, out _, out var problem), problem));
    }

    [Fact]
    public void The_refusal_in_the_reference_is_the_one_that_is_given()
    {
        Assert.False(Threshold.TryParse("p(99) < 2 sec", out _, out var problem));
        Assert.Contains("```\n" + problem + "\n```", Text("thresholds.md"));
    }

    [Fact]
    public void The_page_of_exit_codes_lists_every_one()
    {
        var codes = typeof(ExitCode).GetFields().Select(f => (int)f.GetRawConstantValue()!).ToArray();
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 130], codes);
        Assert.All(codes, code => Assert.Contains($"\n| {code} | ", Text("exit-codes.md")));
    }

    internal static string Text(string page) => File.ReadAllText(Page(page)).ReplaceLineEndings("\n");

    internal static string Page(string page) => Path.Combine(Docs, page);

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Stampede.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder;
    }

    [GeneratedRegex("```threshold\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
