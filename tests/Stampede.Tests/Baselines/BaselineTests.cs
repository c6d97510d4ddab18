using Stampede.Baselines;
using Stampede.Results;

namespace Stampede.Tests;

public class BaselineTests
{
    [Fact]
    public void Runs_that_must_not_be_believed_or_differ_in_plan_or_services_make_no_baseline()
    {
        var run = RunMetrics.Of(PrintedRuns.Passed());
        var invalid = run with { Manifest = run.Manifest with { Verdict = Verdict.Invalid } };
        var other = run with { Manifest = run.Manifest with { PlanHash = "other" }, Services = [.. run.Services.Skip(1)] };
        var later = run with { Manifest = run.Manifest with { Started = run.Manifest.Started!.Value.AddMinutes(1) } };
        Assert.Empty(new Baseline { Name = "a", Runs = [run, later] }.Problems());
        Assert.Equal("Run 2 of the baseline is run 1 of the baseline: a run counts once, and says nothing compared with itself.", Assert.Single(new Baseline { Name = "a", Runs = [run, run] }.Problems()));
        var problems = new Baseline { Name = "a", Runs = [run, invalid with { Manifest = invalid.Manifest with { Started = later.Manifest.Started } }, other], ValidFrom = new DateOnly(2026, 2, 1), ValidUntil = new DateOnly(2026, 1, 1) }.Problems();
        Assert.Equal(4, problems.Count);
        Assert.Contains(problems, p => p.StartsWith("Run 2 (", StringComparison.Ordinal) && p.Contains("is invalid"));
        Assert.Contains(problems, p => p.StartsWith("Run 3 lacks the service", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Baselines_read_back_as_they_were_written_histograms_and_days_included()
    {
        var run = RunMetrics.Of(PrintedRuns.Passed());
        var later = run with { Manifest = run.Manifest with { Started = run.Manifest.Started!.Value.AddMinutes(1) } };
        var saved = new Baseline { Name = "main", Saved = DateTimeOffset.UnixEpoch, ValidFrom = new DateOnly(2026, 1, 1), ValidUntil = new DateOnly(2026, 1, 31), Runs = [run, later] };
        using var folder = new TemporaryFolder();
        await using (var stream = File.Create(folder.File("b.json")))
        {
            new BaselineSet().With(saved).Write(stream);
        }

        var read = (await BaselineSet.Read(folder.File("b.json"), TestContext.Current.CancellationToken)).Find(null);
        Assert.Equal(saved with { Runs = read.Runs }, read);
        Assert.Equal(later.Manifest, read.Runs[1].Manifest);
        Assert.Equal(run.Services.Select(s => s.Times?.Encode()), read.Runs[1].Services.Select(s => s.Times?.Encode()));
        Assert.Equal((false, true, true, false), (read.IsValid(new(2025, 12, 31)), read.IsValid(new(2026, 1, 1)), read.IsValid(new(2026, 1, 31)), read.IsValid(new(2026, 2, 1))));
    }
}
