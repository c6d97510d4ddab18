using System.Text.Json;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>What the charts of the whole run show, and the marks on their time axis.</summary>
internal static class PageTimeline
{
    public static void Write(Utf8JsonWriter json, RunResult result, PageSeries series)
    {
        json.WriteStartArray("phases");
        foreach (var phase in result.Phases)
        {
            json.WriteStartArray();
            json.WriteStringValue(JsonEnum<Phase>.Name(phase.Phase));
            json.WriteNumberValue((long)phase.Offset.TotalMilliseconds);
            json.WriteNumberValue((long)phase.Length.TotalMilliseconds);
            json.WriteNumberValue(phase.Settled);
            json.WriteNumberValue(phase.Failed);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("loads");
        foreach (var part in result.Plan.Load.Parts)
        {
            json.WriteStartArray();
            json.WriteStringValue(part.Name);
            json.WriteStringValue(part.Description);
            json.WriteNumberValue((long)part.Start.TotalMilliseconds);
            json.WriteNumberOrNull(part.End is { } end ? (long)end.TotalMilliseconds : null);
            json.WriteBooleanValue(part.IsOpen);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartObject("timeline");
        WriteGrid(json, "grid", series.TotalGrid);
        WriteGrid(json, "nameGrid", series.NameGrid);
        json.WritePropertyName("total");
        PageRows.WriteSeries(json, series.Total);
        if (series.Total.Means.Count > 0)
        {
            json.WritePropertyName("means");
            json.WriteNumbers(series.Total.Means);
        }

        json.WriteColumns("heat", series.Total.Heat!, json.WriteNumbers);
        json.WriteNumber("bucketsPerDoubling", LogBuckets.PerDoubling);
        json.WritePropertyName("planned");
        json.WriteNumbers(series.Users.Planned);
        json.WritePropertyName("lost");
        json.WriteNumbers(series.Users.Lost);
        json.WriteColumns("running", series.Users.Running, json.WriteNumbers);
        if (series.Generator.IsKnown)
        {
            json.WriteColumns("generator", series.Generator.Columns, json.WriteNumbers);
        }

        json.WriteStartArray("arrivals");
        foreach (var (_, arrivals) in result.Arrivals.Select(a => (a.Load, series.Arrivals[a.Load])))
        {
            json.WriteStartArray();
            foreach (var column in arrivals.Columns)
            {
                json.WriteNumbers(column);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteGrid(Utf8JsonWriter json, string name, TimeGrid grid)
    {
        json.WriteStartArray(name);
        json.WriteNumbers(grid.Starts);
        json.WriteNumbers(grid.Lengths);
        json.WriteEndArray();
    }
}
