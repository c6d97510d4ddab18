using System.Text.Json;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>
/// The data of the page as JSON (docs/reference/report.md): times in whole microseconds, offsets in milliseconds, tables as arrays whose columns are named
/// once, what is unknown null or absent. Secrets are masked. The JSON is written so that it can stand in a script element: no <c>&lt;</c> in it.
/// </summary>
internal static class PageData
{
    private const int Version = 1;

    /// <summary>Writes it.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="result">The run.</param>
    /// <param name="series">Its series; null where the intervals are unknown.</param>
    public static void Write(Stream stream, RunResult result, PageSeries series)
    {
        using var json = new Utf8JsonWriter(stream); // the default encoder escapes <, > and all that is not ASCII
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        PageHead.Write(json, result);
        PageAudit.Write(json, result);
        PageTimeline.Write(json, result, series);
        PageRows.Write(json, result, series);
        PageMetrics.Write(json, result, series);
        PageFailures.Write(json, result);
        PageUsers.Write(json, result);
        PageEnvironment.Write(json, result);
        json.WriteEndObject();
    }
}
