using Stampede.Auditing;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class ConstantRulesTests
{
    [Fact]
    public void Percentiles_that_are_the_mean_times_a_constant_are_invalid()
    {
        // B.4: p95 = int(mean × 1.4), p99 = int(mean × 1.7)
        var finding = Assert.Single(AuditRuns.Find(new FixedMultiplesRule(), AuditRuns.Imported(
            Row("GET /gateway", 150, 210, 255), Row("GET /rag", 2_503, 3_504, 4_255), Row("GET /mcp", 3_500, 4_900, 5_950))));
        Assert.Equal((NoteSeverity.Invalid, 3, 1.4, 1.7), (finding.Severity, finding.Number("rows"), finding.Number("p95 ÷ mean"), finding.Number("p99 ÷ mean")));
    }

    [Fact]
    public void Measured_percentiles_are_no_constant_multiples()
    {
        AuditRuns.FindNothing(new FixedMultiplesRule(), AuditRuns.Imported(Row("GET /a", 150, 210, 260), Row("GET /b", 2_503, 3_600, 4_200), Row("GET /c", 3_500, 4_900, 6_100)));
        AuditRuns.FindNothing(new FixedMultiplesRule(), AuditRuns.Imported(Row("GET /a", 4.2, 6, 7), Row("GET /b", 5.1, 7, 9))); // few milliseconds fit many factors
        Assert.NotNull(AuditRuns.Judge(new FixedMultiplesRule(), AuditRuns.Own()).Reason);
    }

    [Fact]
    public void Rows_of_round_numbers_only_are_invalid()
    {
        var finding = Assert.Single(AuditRuns.Find(new RoundNumbersRule(), AuditRuns.Imported(
            ("GET /gateway", AuditRuns.Reported(300, 1, mean: 150, median: 120, min: 50, max: 500, size: 1_024)),
            ("GET /rag", AuditRuns.Reported(150, mean: 2_500, median: 2_000, min: 1_000, max: 8_000, size: 1_024)))));
        Assert.Equal((NoteSeverity.Invalid, 2, 6, 1_024), (finding.Severity, finding.Number("rows"), finding.Number("times that are multiples of 10 ms"), finding.Number("size of every answer")));
        AuditRuns.FindNothing(new RoundNumbersRule(), AuditRuns.Imported(
            ("GET /gateway", AuditRuns.Reported(300, 1, mean: 150, median: 120, min: 50, max: 500)), ("GET /rag", AuditRuns.Reported(150, mean: 2_512, median: 2_000, min: 1_000, max: 8_000))));
    }

    [Fact]
    public void Rows_with_the_same_figures_to_the_last_digit_are_invalid()
    {
        var finding = Assert.Single(AuditRuns.Find(new RoundNumbersRule(), AuditRuns.Imported(("GET /a", AuditRuns.Reported(100)), ("GET /b", AuditRuns.Reported(100)))));
        Assert.Equal((NoteSeverity.Invalid, 2, 11.3), (finding.Severity, finding.Number("rows"), finding.Number("mean of each")));
        AuditRuns.FindNothing(new RoundNumbersRule(), AuditRuns.Imported(("GET /a", AuditRuns.Reported(100)), ("GET /b", AuditRuns.Reported(101))));
    }

    [Fact]
    public void Answers_of_1024_bytes_everywhere_are_a_constant()
    {
        (string, RequestStats)[] rows = [.. new[] { "/a", "/b", "/c" }.Select((n, i) => ($"GET {n}", AuditRuns.Reported(100 + i, size: 1_024)))];
        Assert.Equal(1_024, Assert.Single(AuditRuns.Find(new RoundNumbersRule(), AuditRuns.Imported(rows))).Number("size of every answer"));
        AuditRuns.FindNothing(new RoundNumbersRule(), AuditRuns.Imported(rows[..2]));
    }

    [Theory]
    [InlineData(110, 100)] // above the maximum by more than the rounding
    [InlineData(0, 100)] // a column that was missing
    public void A_percentile_outside_of_minimum_and_maximum_is_invalid(double percentile, double maximum)
    {
        var run = AuditRuns.Imported(("GET /a", AuditRuns.Reported(100, mean: 50, median: 50, min: 20, max: maximum, percentiles: [(95, percentile)])));
        Assert.Equal(NoteSeverity.Invalid, Assert.Single(AuditRuns.Find(new OrderRule(), run)).Severity);
    }

    [Fact]
    public void A_percentile_above_the_maximum_by_its_rounding_is_a_note_of_the_format()
    {
        var run = AuditRuns.Imported(("GET /a", AuditRuns.Reported(1_000, mean: 130, median: 120, min: 20, max: 168.01, percentiles: [(50, 120), (75, 130), (95, 150), (99, 160), (100, 170)])));
        var finding = Assert.Single(AuditRuns.Find(new OrderRule(), run));
        Assert.Equal(NoteSeverity.Note, finding.Severity);
        Assert.Contains("Locust", finding.Meaning, StringComparison.Ordinal);
        var exact = AuditRuns.Imported(("GET /a", AuditRuns.Reported(1_000, mean: 130, median: 121, min: 20, max: 168, percentiles: [(50, 121), (75, 133), (95, 152), (99, 164), (100, 168)])));
        AuditRuns.FindNothing(new OrderRule(), exact);
    }

    [Fact]
    public void Percentiles_that_fall_are_invalid() => Assert.Equal(
        NoteSeverity.Invalid, Assert.Single(AuditRuns.Find(new OrderRule(), AuditRuns.Imported(("GET /a", AuditRuns.Reported(100, percentiles: [(95, 40), (99, 30)]))))).Severity);

    [Fact]
    public void An_average_of_percentiles_is_no_percentile()
    {
        var run = AuditRuns.Imported(Row("GET /a", 12, 20, 30, (100, 40)), Row("GET /b", 310, 500, 900, (100, 1_000)));
        var averaged = run with { Imported = run.Imported! with { Total = AuditRuns.Reported(2_000, mean: 161, median: 150, max: 1_000, percentiles: [(95, 260), (99, 465)]) } };
        var finding = Assert.Single(AuditRuns.Find(new MergedPercentileRule(), averaged));
        Assert.Equal((NoteSeverity.Invalid, 95, 260, 260), (finding.Severity, finding.Number("percentile"), finding.Number("told"), finding.Number("average of the rows")));
        Assert.Contains("average", finding.Meaning, StringComparison.Ordinal);

        var possible = run with { Imported = run.Imported! with { Total = AuditRuns.Reported(2_000, mean: 161, median: 150, max: 1_000, percentiles: [(95, 480), (99, 820)]) } };
        Assert.Equal(NoteSeverity.Note, Assert.Single(AuditRuns.Find(new MergedPercentileRule(), possible)).Severity);
        Assert.NotNull(AuditRuns.Judge(new MergedPercentileRule(), AuditRuns.Own()).Reason);
    }

    [Fact]
    public void A_mean_alone_hides_the_slow_ones()
    {
        var run = AuditRuns.Imported(("GET /a", AuditRuns.Reported(100, median: null, min: null, max: null)));
        Assert.Equal(NoteSeverity.Warning, Assert.Single(AuditRuns.Find(new MeanOnlyRule(), run)).Severity);
        Assert.Equal(NoteSeverity.Invalid, Assert.Single(AuditRuns.Find(new MeanOnlyRule(), run, use: AuditUse.Comparison)).Severity);
        AuditRuns.FindNothing(new MeanOnlyRule(), AuditRuns.Imported(Row("GET /a", 10, 20, 30)));
        AuditRuns.FindNothing(new MeanOnlyRule(), AuditRuns.Own());
    }

    private static (string, RequestStats) Row(string request, double mean, double p95, double p99, params (double, double)[] further) =>
        (request, AuditRuns.Reported(1_000, mean: mean, median: mean, min: 1, max: p99 * 1.2, percentiles: [(50, mean), (95, p95), (99, p99), .. further]));
}
