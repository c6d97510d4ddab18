using Stampede.Results;

namespace Stampede.Tests;

public sealed class OhaImporterTests
{
    [Fact]
    public async Task A_file_has_its_numbers_and_what_the_deadline_cut_off_is_in_none()
    {
        var run = await ImportedSample.Read("oha", "oha.json");
        var total = run.Total();
        Assert.Equal((1_940, 40, 1_158_000), (total.Settled, total.Failed, total.BodyBytes));
        Assert.Equal([(0, 10L), (200, 1_900L), (429, 30L)], total.Statuses.Select(s => (s.Key, s.Value)));
        Assert.Equal((1_930, true, 10_288.0, 312.75), (total.Reported!.Count, total.Reported.IncludesFailures, total.Reported.Mean!.Value, total.Reported.Minimum!.Value));
        Assert.Equal(45_178.3, total.Reported.Maximum!.Value, 1e-6);
        Assert.Equal([10, 25, 50, 75, 90, 95, 99, 99.9, 99.99], total.Reported.Percentiles.Keys.Order());
        Assert.Equal(24_800, total.Reported.Percentiles[99], 1e-6);
        Assert.Equal(2.0031285, run.Duration.TotalSeconds, 1e-7);
        Assert.Equal([("429 Too Many Requests", 30L), ("connection closed before message completed", 10L)], run.Failures.Select(f => (f.Key.Text, f.Stats.Count)));
        Assert.Contains(run.Notes, n => n.Id == "UNFINISHED" && n.Text.StartsWith("10 ", StringComparison.Ordinal));
        Assert.False(run.Knows(UnknownParts.Started) || run.Knows(UnknownParts.Names) || run.Knows(UnknownParts.Bytes));
        Assert.True(run.Knows(UnknownParts.Statuses | UnknownParts.Bodies | UnknownParts.FailureReasons));
    }

    [Fact]
    public async Task Without_an_answer_there_are_no_times()
    {
        var run = await ImportedSample.Read("oha", "oha-refused.json");
        Assert.Equal((200, 200, null, 0), (run.Total().Settled, run.Total().Failed, run.Total().Reported!.Mean, run.Total().Reported!.Percentiles.Count));
    }

    [Theory]
    [InlineData("""{"latencyPercentiles":{}}""", "\"summary\" is missing")]
    [InlineData("""{"summary":{},"statusCodeDistribution":{"2xx":1}}""", "\"statusCodeDistribution\" has '2xx', which is no status.")]
    [InlineData("""{"summary":{"average":"fast"},"statusCodeDistribution":{"200":1}}""", "\"average\" must be a number of 0 or more, but is fast.")]
    public async Task What_cannot_be_read_is_said(string text, string message) => Assert.Contains(message, await ImportedSample.Problem("oha", text));
}
