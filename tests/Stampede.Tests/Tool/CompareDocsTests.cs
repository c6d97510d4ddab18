using System.Text.RegularExpressions;
using Stampede.Analysis;
using Stampede.Baselines;
using Stampede.Engine;
using static Stampede.Tests.MadeMetrics;
using RunMetrics = Stampede.Baselines.RunMetrics;

namespace Stampede.Tests;

/// <summary>The page about comparisons: its margins can be read, and its example prints what stands there.</summary>
public sealed partial class CompareDocsTests : IDisposable
{
    private const string Begin = "<!-- example -->\n";
    private const string End = "<!-- /example -->";

    private readonly TemporaryFolder _root = new();

    [Fact]
    public async Task The_example_prints_what_stands_there()
    {
        var text = ThresholdDocsTests.Text("compare.md");
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        var command = Command().Match(text[from..to]).Groups[1].Value;
        File.WriteAllText(_root.File("margins.yaml"), Yaml().Match(text).Groups[1].Value);
        var random = new Random(5);
        await Write("performance-baselines.json", new BaselineSet().With(Baseline(Side(random, 0, 1))).Write);
        await Write("now.json", stream => RunMetricsFile.Write(Side(random, 60, 1.18), stream));

        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        string[] args = [.. command.Split(' ').Skip(1).Select(a => a.Contains('.', StringComparison.Ordinal) ? _root.File(a) : a)];
        Assert.Equal(6, await ToolCommands.Run(args, new EntranceContext { Out = output, Error = error, Clock = new FixedClock() }));
        var printed = $"```\n$ {command}\n{output.ToString().Replace(_root.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)}```\n";
        if (Environment.GetEnvironmentVariable("STAMPEDE_WRITE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(ThresholdDocsTests.Page("compare.md"), text[..from] + printed + text[to..]);
            return;
        }

        Assert.Equal(printed, text[from..to]);
    }

    [Fact]
    public void The_margins_can_be_read_and_the_defaults_are_those_of_the_code()
    {
        var problems = new YamlProblems("compare.md");
        var margins = MarginsFile.Read(new StringReader(Yaml().Match(ThresholdDocsTests.Text("compare.md")).Groups[1].Value), problems);
        Assert.Empty(problems.All);
        Assert.Equal((ComparisonMargins.Default.FewestRuns, ComparisonMargins.Default.Confidence, ComparisonMargins.Default.MaxQ), (margins.FewestRuns, margins.Confidence, margins.MaxQ));
        Assert.Equal(new Margin(20, 50, ChangeUnit.Absolute), margins.Of("GET /search?q={q}", ComparedMetric.P99));

        var page = ThresholdDocsTests.Text("compare.md");
        Assert.All(ManifestDifference.Allowable, d => Assert.Contains($"`{d}`", page));
        Assert.All(Enum.GetNames<ComparisonOutcome>(), o => Assert.Contains($"`{char.ToLowerInvariant(o[0])}{o[1..]}`", page));
        Assert.Equal((0.05, 0.10, 0.5), (ComparisonMargins.DefaultOf(ComparedMetric.Mean).Failure, ComparisonMargins.DefaultOf(ComparedMetric.P99).Failure, ComparisonMargins.DefaultOf(ComparedMetric.ErrorRate).Failure));
    }

    public void Dispose() => _root.Dispose();

    private static RunMetrics[] Side(Random random, int minute, double factor)
    {
        RunMetrics[] runs = [.. Enumerable.Range(minute, 7).Select(i => Run(i, Service("POST /checkout", random, factor), Service("GET /search", random)))];
        return [.. runs.Select(r => r with { Manifest = r.Manifest with { Commit = minute == 0 ? "abc123" : "def456" } })];
    }

    private async Task Write(string name, Action<Stream> write)
    {
        await using var stream = File.Create(_root.File(name));
        write(stream);
    }

    [GeneratedRegex(@"\$ (stampede compare .*)")]
    private static partial Regex Command();

    [GeneratedRegex("```yaml\n(confidence.*?)```", RegexOptions.Singleline)]
    private static partial Regex Yaml();

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
