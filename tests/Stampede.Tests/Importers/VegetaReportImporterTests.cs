using Stampede.Results;

namespace Stampede.Tests;

public sealed class VegetaReportImporterTests
{
    [Fact]
    public async Task A_report_has_its_numbers()
    {
        var run = await ImportedSample.Read("vegeta-report", "report.json");
        var total = run.Total();
        Assert.Equal((100, 5, 606_700), (total.Settled, total.Failed, total.BodyBytes));
        Assert.Equal([(0, 2L), (200, 92L), (302, 3L), (503, 3L)], total.Statuses.Select(s => (s.Key, s.Value)));
        Assert.Equal((100, true), (total.Reported!.Count, total.Reported.IncludesFailures));
        Assert.Equal((2_371.194, 1_949.582, 3_660.505), (total.Reported.Mean!.Value, total.Reported.Minimum!.Value, total.Reported.Maximum!.Value));
        Assert.Equal([50.0, 90.0, 95.0, 99.0], total.Reported.Percentiles.Keys.Order());
        Assert.Equal((2_854.306, 3_530.0), (total.Reported.Percentiles[50], total.Reported.Percentiles[99]));
        Assert.Equal(0.992, run.Duration.TotalSeconds, 1e-9); // sending and waiting
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 8, 15, 14, TimeSpan.Zero).AddTicks(3_712_312), run.Started);
        Assert.Equal([("503 Service Unavailable", 3L), ("no answer", 2L)], run.Failures.Select(f => (f.Key.Text, f.Stats.Count)));
        var note = Assert.Single(run.Notes, n => n.Id == "ERRORS-NOT-COUNTED").Text;
        Assert.DoesNotContain("secret", note, StringComparison.Ordinal);
        Assert.DoesNotContain("token=abc", note, StringComparison.Ordinal);
        Assert.False(run.Knows(UnknownParts.Names) || run.Knows(UnknownParts.Bytes) || run.Knows(UnknownParts.FailureTimes));
        Assert.True(run.Knows(UnknownParts.Statuses | UnknownParts.Bodies | UnknownParts.Started | UnknownParts.Duration));
    }

    [Fact]
    public async Task Older_reports_have_fewer_percentiles_and_no_smallest_time()
    {
        var run = await ImportedSample.Text("vegeta-report", """{"latencies":{"mean":1000,"50th":900,"max":2000},"requests":2,"status_codes":{"200":2}}""");
        var reported = run.Total().Reported!;
        Assert.Equal((1.0, null, 2.0, false), (reported.Mean, reported.Minimum, reported.Maximum, reported.IncludesFailures));
        Assert.Equal([50.0], reported.Percentiles.Keys);
        Assert.False(run.Knows(UnknownParts.Started) || run.Knows(UnknownParts.Duration) || run.Knows(UnknownParts.Bodies));
        Assert.Contains((await ImportedSample.Text("vegeta-report", """{"latencies":{},"requests":0,"earliest":"0001-01-01T00:00:00Z","status_codes":{}}""")).Notes, n => n.Id == "NO-REQUESTS");
    }

    [Theory]
    [InlineData("""{"requests":3,"status_codes":{"200":2}}""", "\"status_codes\" add up to 2 requests, but \"requests\" is 3.")]
    [InlineData("""{"requests":3,"status_codes":{"OK":3}}""", "\"status_codes\" has 'OK', which is no status.")]
    [InlineData("""{"requests":1,"status_codes":{"200":1},"earliest":"yesterday"}""", "\"earliest\" must be a time")]
    public async Task What_cannot_be_read_is_said(string text, string message) => Assert.Contains(message, await ImportedSample.Problem("vegeta-report", text));
}
