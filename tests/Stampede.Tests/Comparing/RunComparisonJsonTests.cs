using System.Text;
using Stampede.Analysis;
using Stampede.Results;
using static Stampede.Tests.MadeMetrics;

namespace Stampede.Tests;

public sealed class RunComparisonJsonTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    [Fact]
    public async Task A_comparison_reads_back_as_it_was_written()
    {
        foreach (var comparison in Comparisons())
        {
            var text = Text(comparison);
            var read = await Read(text);
            Assert.Equal(text, Text(read));
            Assert.Equal((comparison.Outcome, comparison.ExitCode), (read.Outcome, read.ExitCode));
        }
    }

    [Theory]
    [InlineData("\"schema\": \"stampede-comparison\"", "\"schema\": \"x\"", "The schema is \"x\"")]
    [InlineData("\"version\": 1,", "\"version\": 2,", "use a newer Stampede")]
    [InlineData("\"metric\": \"median\"", "\"metric\": \"mode\"", "\"metric\" is \"mode\"; known are mean,")]
    [InlineData("\"verdict\": \"unchanged\"", "\"verdict\": \"fine\"", "\"verdict\" is \"fine\"")]
    public async Task What_cannot_be_is_refused_with_file_and_reason(string find, string replace, string message)
    {
        var text = Text(Compare(Runs(7), Runs(7, seed: 2)));
        var at = text.IndexOf(find, StringComparison.Ordinal);
        var wrong = await Assert.ThrowsAsync<RunFolderException>(() => Read(text[..at] + replace + text[(at + find.Length)..]).AsTask());
        Assert.Contains(message, wrong.Message);
        Assert.Contains("c.json", wrong.Message);
    }

    public void Dispose() => _root.Dispose();

    private static IEnumerable<RunComparison> Comparisons() =>
    [
        Compare(Runs(7), Runs(7, seed: 2, failures: 40)),
        Compare(Runs(1), Runs(1, seed: 2)),
        Compare(Runs(7), Runs(7, service: "other"), new ComparisonOptions { AllowsInconclusive = true, FailOn = ChangeLevel.Warning, Allowed = ["plan"] }),
        RunComparison.Of(
            Baseline(Runs(7)),
            [.. Runs(7, seed: 2).Select(r => new CandidateRun(r) { Source = "results/x", Audit = new AuditResult { Findings = [new AuditFinding { Rule = "GEN-CPU", Severity = NoteSeverity.Invalid, Numbers = [], Meaning = "It was busy.", Advice = "Use two." }], Clean = [], NotApplicable = [] } })],
            ComparisonMargins.Default, new(), new Random(1), Now),
    ];

    private static string Text(RunComparison comparison)
    {
        using var stream = new MemoryStream();
        RunComparisonJson.Write(comparison, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private ValueTask<RunComparison> Read(string text)
    {
        File.WriteAllText(_root.File("c.json"), text);
        return RunComparisonJson.Read(_root.File("c.json"), TestContext.Current.CancellationToken);
    }
}
