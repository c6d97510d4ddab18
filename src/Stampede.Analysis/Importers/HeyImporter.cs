using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// Reads the summary that hey prints: times in seconds of all requests that were answered, statuses and errors with their numbers. The address is not in it.
/// </summary>
public sealed partial class HeyImporter : IResultImporter
{
    private const double Seconds = 1e6;

    /// <inheritdoc />
    public string Name => "hey";

    /// <inheritdoc />
    public string Format => "hey text";

    /// <inheritdoc />
    public bool Recognises(ImportHead head) => head.Lines.Any(l => l.TrimEnd() == "Summary:") && head.Lines.Any(l => Figure().Match(l).Groups[1].Value == "Slowest");

    /// <inheritdoc />
    public async ValueTask<RunResult> Import(string path, CancellationToken cancellationToken = default)
    {
        var run = new FigureRun(this, path);
        var stats = new RequestStats();
        var figures = new Dictionary<string, double?>();
        var percentiles = new Dictionary<double, double>();
        using var lines = new InputLines(path);
        var (section, hasStatuses) = ("", false);
        try
        {
            while (await lines.Read(cancellationToken))
            {
                var line = Encoding.UTF8.GetString(lines.Line.Span).TrimEnd();
                if (line.Length > 0 && line[0] is not (' ' or '\t') && line.EndsWith(':'))
                {
                    section = line;
                    hasStatuses |= section is "Status code distribution:";
                    continue;
                }

                Read(section, line, run, stats, figures, percentiles);
            }

            if (!figures.ContainsKey("Total") || !hasStatuses)
            {
                throw lines.Error(lines.Number == 0 ? "the file is empty." : "there is no 'Total' or no 'Status code distribution': this is no whole output of hey.");
            }

            run.Note(lines.Notes);
            return Result(run, stats, figures, percentiles);
        }
        catch (FormatException e)
        {
            throw lines.Error(e.Message, e);
        }
    }

    private static void Read(string section, string line, FigureRun run, RequestStats stats, Dictionary<string, double?> figures, Dictionary<double, double> percentiles)
    {
        switch (section)
        {
            case "Summary:" when Figure().Match(line) is { Success: true } figure:
                if (!figures.TryAdd(figure.Groups[1].Value, Number(figure.Groups[2].Value)))
                {
                    throw new FormatException("a second summary begins: each run is to stand in a file of its own.");
                }

                break;
            case "Latency distribution:" when Percentile().Match(line) is { Success: true } percentile:
                // hey prints "0% in 0.0000 secs" for a percentile that it has too few requests for.
                if (percentile.Groups[1].Value != "0")
                {
                    percentiles.TryAdd(double.Parse(percentile.Groups[1].Value, CultureInfo.InvariantCulture), Number(percentile.Groups[2].Value)!.Value * Seconds);
                }

                break;
            case "Status code distribution:" when Counted().Match(line) is { Success: true } status:
                if (!int.TryParse(status.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code is < 100 or > 999)
                {
                    throw new FormatException($"'{status.Groups[1].Value}' is no status.");
                }

                run.Failures.Answered(RequestKey.All, stats, code, Count(status.Groups[2].Value));
                break;
            case "Error distribution:" when Counted().Match(line) is { Success: true } error:
                var count = Count(error.Groups[1].Value);
                stats.Settled += count;
                stats.Statuses[0] = stats.Statuses.GetValueOrDefault(0) + count;
                run.Failures.Failed(RequestKey.All, stats, GoErrors.Kind(error.Groups[2].Value), GoErrors.Text(error.Groups[2].Value), count);
                break;
        }
    }

    private static RunResult Result(FigureRun run, RequestStats stats, Dictionary<string, double?> figures, Dictionary<double, double> percentiles)
    {
        var answers = stats.Settled - stats.Statuses.GetValueOrDefault(0);
        if (answers > 0)
        {
            stats.Reported = new ReportedTimes
            {
                Count = answers,
                IncludesFailures = stats.Failed > stats.Statuses.GetValueOrDefault(0),
                Mean = Time("Average"),
                Minimum = Time("Fastest"),
                Maximum = Time("Slowest"),
                Percentiles = percentiles,
            };
        }

        var size = figures.GetValueOrDefault("Total data");
        stats.BodyBytes = (long)(size ?? 0);
        run.Add(RequestKey.All, stats);
        run.Seconds = figures["Total"] is > 0 and var seconds ? seconds : null;
        return run.Result(UnknownParts.Bytes | (size is null ? UnknownParts.Bodies : 0));

        double? Time(string name) => figures.GetValueOrDefault(name) * Seconds;
    }

    private static double? Number(string text) => text is "NaN" or "-" ? null
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < 1e15 ? number
        : throw new FormatException($"'{text}' is no number of 0 or more.");

    private static long Count(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count < 1L << 53
        ? count : throw new FormatException($"'{text}' is no count.");

    [GeneratedRegex(@"^\s+([A-Z][A-Za-z/ ]*):\s+(\S+)(?: secs| bytes)?$")]
    private static partial Regex Figure();

    [GeneratedRegex(@"^\s+(\d{1,2}(?:\.\d+)?)% in ([\d.]+) secs$")]
    private static partial Regex Percentile();

    // "[200]	300 responses" and "[10]	why": in the first the number follows, in the second it leads.
    [GeneratedRegex(@"^\s+\[(\d+)\]\s+(?:(\d+) responses|(?<2>.+))$")]
    private static partial Regex Counted();
}
