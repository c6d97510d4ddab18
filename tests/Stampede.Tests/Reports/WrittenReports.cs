using System.Text;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Reports as text, and what stands in names to see whether it comes out as it went in.</summary>
internal static class WrittenReports
{
    /// <summary>Names that would be markup, end a cell or a line, or turn the writing direction around.</summary>
    public static readonly string[] Malicious =
    [
        "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a|b|c", "`code` ``more``", "line\nbreak\r\nand\ttab", "\"quotes\" and 'single'",
        "nul\0 bell\a esc\u001b[31m", "emoji 🦬 and 日本語", "right \u202Eto left\u202C", "half \ud83e surrogate", "]]> &amp; &#x41;", "@everyone [link](http://x)",
        "=cmd()|'/c calc'!A0", "\uFFFE\uFFFF", "\\| back \\ slash", "::error::x%0A", " ",
        "[x](javascript:alert(1)) ![y](javascript:alert(2))", "+1+1", "-2+3", "@SUM(1)", "half low \udc3e", "x ##[error]y", "\u2066isolate\u2069 \u2028", new string('x', 5_000),
    ];

    public static async Task<string> Text(IReport report, RunResult result, IEnumerable<IntervalSnapshot>? intervals = null) =>
        Encoding.UTF8.GetString(await Bytes(report, result, intervals));

    public static async Task<byte[]> Bytes(IReport report, RunResult result, IEnumerable<IntervalSnapshot>? intervals = null)
    {
        using var stream = new MemoryStream();
        await report.Write(result, (intervals ?? []).ToAsyncEnumerable(), stream);
        return stream.ToArray();
    }

    /// <summary>A run in which all that people can name has such a name.</summary>
    public static RunResult WithNames(IReadOnlyList<string> names)
    {
        var run = PrintedRuns.Failed();
        return run with
        {
            Plan = run.Plan with { Name = names[0] },
            Requests = names.ToDictionary(n => new Metrics.RequestKey("GET", n), n => PrintedRuns.Stats(100, 12_300, 200)),
            Failures = [.. names.Select(n => new FailureInterval(new Metrics.FailureKey(new("GET", n), Metrics.FailureKind.Status, n), new Metrics.FailureStats { Count = 1 }))],
            Checks = names.ToDictionary(n => n, _ => new Metrics.CheckStats(1, 1)),
            UserErrors = [.. names.Select(n => new UserErrorInterval(n, n, n, n, 1, n))],
            Notes = [.. names.Select(n => new RunNote("NOTE", NoteSeverity.Warning, n))],
            Thresholds = [.. names.Take(20).Select(n => new ThresholdResult(n, ThresholdOutcome.Failed, 1, n))],
        };
    }
}
