using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class HeyImporterTests
{
    [Fact]
    public async Task A_real_output_has_its_numbers()
    {
        var run = await ImportedSample.Read("hey", "hey.txt");
        var total = run.Total();
        Assert.Equal((300, 0, 811_200), (total.Settled, total.Failed, total.BodyBytes));
        Assert.Equal([(200, 300L)], total.Statuses.Select(s => (s.Key, s.Value)));
        Assert.Equal((300, false, 16_500.0, 500.0, 1_032_000.0), (total.Reported!.Count, total.Reported.IncludesFailures, total.Reported.Mean, total.Reported.Minimum, total.Reported.Maximum));
        Assert.Equal([10, 25, 50, 75, 90, 95, 99], total.Reported.Percentiles.Keys);
        Assert.Equal(1_005_300.0, total.Reported.Percentiles[99], 1e-6);
        Assert.Equal(1.0828, run.Duration.TotalSeconds);
        Assert.False(run.Knows(UnknownParts.Names) || run.Knows(UnknownParts.Started) || run.Knows(UnknownParts.Users) || run.Knows(UnknownParts.Bytes));
        Assert.True(run.Knows(UnknownParts.Statuses | UnknownParts.Bodies | UnknownParts.Duration));
    }

    [Fact]
    public async Task A_percentile_that_hey_had_too_few_requests_for_is_unknown()
    {
        var total = (await ImportedSample.Read("hey", "hey-errors.txt")).Total(); // it prints "0% in 0.0000 secs"
        Assert.Equal((60, 60, true), (total.Settled, total.Failed, total.Reported!.IncludesFailures));
        Assert.Equal([10, 25, 50, 75, 90, 95], total.Reported.Percentiles.Keys);
    }

    [Fact]
    public async Task Errors_are_failures_without_a_time()
    {
        var run = await ImportedSample.Read("hey", "hey-mixed.txt");
        Assert.Equal((200, 30, 198), (run.Total().Settled, run.Total().Failed, run.Total().Reported!.Count));
        Assert.Equal([(FailureKind.Status, 28L), (FailureKind.Timeout, 2L)], run.Failures.Select(f => (f.Key.Kind, f.Stats.Count)));

        run = await ImportedSample.Read("hey", "hey-refused.txt");
        Assert.Equal((10, 10, null), (run.Total().Settled, run.Total().Failed, run.Total().Reported));
        Assert.EndsWith("connect: connection refused", Assert.Single(run.Failures).Key.Text, StringComparison.Ordinal);
        Assert.False(run.Knows(UnknownParts.Bodies));
    }

    [Theory]
    [InlineData("", "the file is empty.")]
    [InlineData("\nSummary:\n  Total:\t1.0 secs\n", "line 3: there is no 'Total' or no 'Status code distribution'")]
    [InlineData("\nSummary:\n  Total:\t1,0 secs\n", "line 3: '1,0' is no number of 0 or more.")]
    [InlineData("Summary:\n  Total:\t1.0 secs\n\nStatus code distribution:\n  [20]\t1 responses\n", "line 5: '20' is no status.")]
    [InlineData("Summary:\n  Total:\t1.0 secs\n  Total:\t2.0 secs\n", "line 3: a second summary begins")]
    public async Task What_cannot_be_read_is_said(string text, string message) => Assert.Contains(message, await ImportedSample.Problem("hey", text));
}
