using System.Text.Json;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// Reads what k6 writes with <c>--out json</c>: a line a sample, some nine of them a request. Users, iterations, checks, groups, dropped iterations and the
/// test's own metrics are taken as well; bytes are known of all requests together only.
/// </summary>
public sealed class K6JsonImporter : IResultImporter
{
    /// <inheritdoc />
    public string Name => "k6-json";

    /// <inheritdoc />
    public string Format => "k6 JSON lines (--out json)";

    /// <inheritdoc />
    public bool Recognises(ImportHead head) =>
        head.HasMembers("metric", "type", "data") && (head.FirstLine.Contains("\"Metric\"", StringComparison.Ordinal) || head.FirstLine.Contains("\"Point\"", StringComparison.Ordinal));

    /// <inheritdoc />
    /// <param name="path">The file, plain or gzip.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async ValueTask<RunResult> Import(string path, CancellationToken cancellationToken = default)
    {
        using var lines = new InputLines(path);
        var line = new K6Line();
        var samples = new K6Samples();
        var notes = new List<RunNote>();
        while (await lines.Read(cancellationToken))
        {
            if (!lines.Line.IsEmpty && !Take(lines, line, samples))
            {
                notes.Add(InputLines.CutLine(path, lines.Number));
            }
        }

        if (!samples.HasAny)
        {
            throw new RunFolderException(path, "there is no sample of k6 in it: its lines are objects with \"type\":\"Point\".");
        }

        if (line.Thresholds.Count > 0)
        {
            notes.Add(new RunNote("K6-THRESHOLDS", NoteSeverity.Note,
                $"The script had thresholds, which this file does not say the outcome of: {string.Join(", ", line.Thresholds.Distinct().Take(20))}. They are not judged here."));
        }

        return samples.Result(path, Format, [.. lines.Notes, .. notes]);
    }

    // False where the last line was cut off.
    private static bool Take(InputLines lines, K6Line line, K6Samples samples)
    {
        try
        {
            line.Read(lines.Line.Span);
        }
        catch (JsonException) when (!lines.IsWhole)
        {
            return false;
        }
        catch (JsonException e)
        {
            throw lines.Error($"this is no JSON: {JsonFile.Reason(e)}", e);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            throw lines.Error(e.Message, e);
        }

        if (!line.IsPoint)
        {
            return true;
        }

        if (line.Metric is null || line.At is not { } at || line.Value is not { } value)
        {
            throw lines.Error("the sample has no metric, time or value.");
        }

        if (!RunBuilder.IsInstant(at))
        {
            throw lines.Error("the time is not of this century.");
        }

        return samples.Add(line.Metric, at, value, line.Tags, line.HasSameTags) is { } problem ? throw lines.Error(problem) : true;
    }
}
