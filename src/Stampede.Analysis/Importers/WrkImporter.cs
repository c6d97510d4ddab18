using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// Reads the text that wrk and wrk2 print, with <c>--latency</c> its percentiles too. Answers slower than wrk's timeout are among the requests and not in the
/// times; they count as failed, as do answers that are not 2xx or 3xx, and requests that were cut off.
/// </summary>
public sealed partial class WrkImporter : IResultImporter
{
    /// <inheritdoc />
    public string Name => "wrk";

    /// <inheritdoc />
    public string Format => "wrk text";

    /// <inheritdoc />
    public bool Recognises(ImportHead head) => head.Lines.Take(20).Any(l => Begin().IsMatch(l)) && head.Lines.Any(l => l.Contains("Thread Stats", StringComparison.Ordinal) || Sum().IsMatch(l));

    /// <inheritdoc />
    public async ValueTask<RunResult> Import(string path, CancellationToken cancellationToken = default)
    {
        var run = new FigureRun(this, path);
        var figures = new WrkFigures();
        using var lines = new InputLines(path);
        while (await lines.Read(cancellationToken))
        {
            try
            {
                Read(Encoding.UTF8.GetString(lines.Line.Span), run, figures);
            }
            catch (FormatException e)
            {
                throw lines.Error(e.Message, e);
            }
        }

        if (figures.Requests is null)
        {
            throw lines.Error(lines.Number == 0 ? "the file is empty." : "there is no line such as '4767 requests in 3.03s, 13.15MB read': this is no whole output of wrk.");
        }

        run.Note(lines.Notes);
        try
        {
            figures.AddTo(run);
            return run.Result(UnknownParts.Statuses | UnknownParts.Bytes | UnknownParts.Bodies);
        }
        catch (FormatException e)
        {
            throw lines.Error(e.Message, e);
        }
    }

    private static void Read(string line, FigureRun run, WrkFigures figures)
    {
        if (Begin().Match(line) is { Success: true } begin)
        {
            if (figures.Requests is not null)
            {
                throw new FormatException("a second run begins: each is to stand in a file of its own.");
            }

            figures.Address = begin.Groups[1].Value;
        }
        else if (Threads().Match(line) is { Success: true } threads)
        {
            run.Users = Count(threads.Groups[1].Value);
        }
        else if (Latency().Match(line) is { Success: true } latency)
        {
            (figures.Mean, figures.Maximum) = (Time(latency.Groups[1].Value), Time(latency.Groups[2].Value));
        }
        else if (line.Contains("Uncorrected Latency", StringComparison.Ordinal))
        {
            figures.IsOver = true; // wrk2: the percentiles that follow leave out what requests waited
        }
        else if (Percentile().Match(line) is { Success: true } percentile && !figures.IsOver)
        {
            figures.Percentiles.TryAdd(double.Parse(percentile.Groups[1].Value, CultureInfo.InvariantCulture), Time(percentile.Groups[2].Value));
        }
        else if (Sum().Match(line) is { Success: true } sum)
        {
            figures.Requests = Count(sum.Groups[1].Value);
            run.Seconds = Time(sum.Groups[2].Value) / 1e6;
        }
        else if (Errors().Match(line) is { Success: true } errors)
        {
            (figures.Connect, figures.Cut, figures.Timeouts) = (Count(errors.Groups[1].Value), Count(errors.Groups[2].Value) + Count(errors.Groups[3].Value), Count(errors.Groups[4].Value));
        }
        else if (Statuses().Match(line) is { Success: true } statuses)
        {
            figures.BadStatuses = Count(statuses.Groups[1].Value);
        }
    }

    private static long Count(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count < 1L << 53
        ? count : throw new FormatException($"'{text}' is too large for a count.");

    private static double Time(string text) => UnitNumber.TryTime(text, out var time) ? time : throw new FormatException($"'{text}' is no time such as 2.17ms.");

    [GeneratedRegex(@"^Running \S+ test @ (\S+)")]
    private static partial Regex Begin();

    [GeneratedRegex(@"^\s+\d+ threads? and (\d+) connections?")]
    private static partial Regex Threads();

    [GeneratedRegex(@"^\s+Latency\s+(\S+)\s+\S+\s+(\S+)\s+\S+%")]
    private static partial Regex Latency();

    [GeneratedRegex(@"^\s*(\d{1,3}(?:\.\d{1,9})?)%\s+([\d.]+[a-z]+)\s*$")]
    private static partial Regex Percentile();

    [GeneratedRegex(@"^\s*(\d+) requests in ([^\s,]+),")]
    private static partial Regex Sum();

    [GeneratedRegex(@"^\s*Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)")]
    private static partial Regex Errors();

    [GeneratedRegex(@"^\s*Non-2xx or 3xx responses: (\d+)")]
    private static partial Regex Statuses();
}
