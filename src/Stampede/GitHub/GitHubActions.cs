using System.Text;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>What <c>--github</c> does in GitHub Actions: the Markdown report becomes the job's summary, what failed becomes annotations.</summary>
/// <param name="environment">The process's variables.</param>
internal sealed class GitHubActions(IReadOnlyDictionary<string, string> environment)
{
    /// <summary>GitHub's limit of a step's summary, in bytes.</summary>
    public const int SummaryLimit = 1 << 20;

    /// <summary>GitHub's limit of annotations of one kind in a step.</summary>
    private const int MostAnnotations = 10;

    private const string SummaryVariable = "GITHUB_STEP_SUMMARY";
    private const string CutOff = "\n\n**Cut off here: GitHub shows no more than 1 MiB.** The whole report is report.md in the run folder.\n";

    /// <summary>Writes both of a run, and where it cannot says why.</summary>
    /// <param name="result">The run.</param>
    /// <param name="output">Where workflow commands go: the step's output.</param>
    /// <param name="limit">The limit of the summary in bytes; default GitHub's.</param>
    public Task Write(RunResult result, TextWriter output, int limit = SummaryLimit) =>
        Write(Annotations(result), MarkdownReport.Text(result), output, limit);

    /// <summary>Writes both of something else.</summary>
    /// <param name="name">What stands in the annotations' titles.</param>
    /// <param name="errors">What failed.</param>
    /// <param name="warnings">What is worth a warning.</param>
    /// <param name="markdown">The summary.</param>
    /// <param name="output">Where workflow commands go: the step's output.</param>
    public Task Write(string name, IReadOnlyList<string> errors, IReadOnlyList<string> warnings, string markdown, TextWriter output) =>
        Write(Commands("error", name, errors).Concat(Commands("warning", name, warnings)), markdown, output, SummaryLimit);

    private async Task Write(IEnumerable<string> annotations, string markdown, TextWriter output, int limit)
    {
        if (environment.GetValueOrDefault("GITHUB_ACTIONS") != "true")
        {
            await output.WriteLineAsync("--github: this is no GitHub Actions run (GITHUB_ACTIONS is not 'true'): neither summary nor annotations were written.");
            return;
        }

        foreach (var line in annotations)
        {
            await output.WriteLineAsync(line);
        }

        await output.WriteLineAsync(await WriteSummary(markdown, limit));
    }

    private static IEnumerable<string> Annotations(RunResult result)
    {
        var errors = ReportText.Thresholds(result).Where(t => t.Outcome is ThresholdOutcome.Failed or ThresholdOutcome.NoData)
            .Select(t => $"{t.Expression}: {(t.Outcome == ThresholdOutcome.Failed ? $"measured {t.Measured}" : t.Measured)}")
            .Concat(Findings(result, NoteSeverity.Invalid))
            .Concat(Notes(result, NoteSeverity.Invalid))
            .ToList();
        var verdict = VerdictText.Of(result, ReportText.Unfinished);
        if (errors.Count == 0 && verdict.Tone != VerdictTone.Good && result.Imported is null)
        {
            errors.Add($"{verdict.Word}: {verdict.Why}");
        }

        return Commands("error", SecretMask.Text(result.Plan.Name), errors)
            .Concat(Commands("warning", SecretMask.Text(result.Plan.Name), [.. Findings(result, NoteSeverity.Warning), .. Notes(result, NoteSeverity.Warning)]))
            .Concat(Commands("notice", SecretMask.Text(result.Plan.Name), [.. Findings(result, NoteSeverity.Note)]));
    }

    // What is accepted is worth a notice, whatever it weighs.
    private static IEnumerable<string> Findings(RunResult result, NoteSeverity severity) => AuditText.Findings(result)
        .Where(f => (f.Accepted is null ? f.Severity : NoteSeverity.Note) == severity)
        .Select(f => $"{f.Rule}: {AuditText.Line(f)}");

    private static IEnumerable<string> Notes(RunResult result, NoteSeverity severity) =>
        result.Notes.Where(n => n.Severity == severity).Select(n => $"{n.Id}: {SecretMask.Text(n.Text)}");

    private static IEnumerable<string> Commands(string kind, string name, IReadOnlyList<string> texts)
    {
        var title = Property($"Stampede: {name}");
        var shown = texts.Count <= MostAnnotations ? texts : [.. texts.Take(MostAnnotations - 1), $"… and {texts.Count - MostAnnotations + 1} more; the report has all of them."];
        return shown.Select(text => $"::{kind} title={title}::{Data(text)}");
    }

    private static string Data(string text) => LineText.Visible(text, keepsLines: true)
        .Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    private async Task<string> WriteSummary(string markdown, int limit)
    {
        if (environment.GetValueOrDefault(SummaryVariable) is not { Length: > 0 } path)
        {
            return $"--github: {SummaryVariable} is not set, so no summary was written.";
        }

        try
        {
            await using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
            await file.WriteAsync(Cut(Encoding.UTF8.GetBytes(markdown), limit - (int)Math.Min(file.Length, limit)));
            return "The summary of the job has been written.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"--github: the summary cannot be written: {e.Message}";
        }
    }

    // At the end of a line, so that no row is half there.
    private static ReadOnlyMemory<byte> Cut(byte[] text, int room)
    {
        if (text.Length <= room)
        {
            return text;
        }

        var statement = Encoding.UTF8.GetBytes(CutOff);
        var kept = text.AsSpan(0, Math.Clamp(room - statement.Length, 0, text.Length)).LastIndexOf((byte)'\n') + 1;
        return room < statement.Length ? default(ReadOnlyMemory<byte>) : (byte[])[.. text.AsSpan(0, kept), .. statement];
    }
}
