using System.Text.Json;
using Stampede.Importing;
using Stampede.Results;

namespace Stampede.Analysis;

/// <summary>Changes and series within a report's file. What follows from the rest (relative change, commits) is written for other readers, and not read.</summary>
internal static class HistoryChangeJson
{
    public static void Write(Utf8JsonWriter json, MetricChange change, IReadOnlyList<HistoryEntry> runs)
    {
        json.WriteStartObject();
        json.WriteString("service", change.Service);
        json.WriteString("metric", change.Metric.Key);
        json.WriteEnum("kind", change.Kind);
        json.WriteNumber("index", change.Index);
        json.WriteBoolean("worse", change.IsWorse);
        json.WriteBoolean("regression", change.IsRegression);
        json.WriteBoolean("small", change.IsSmall);
        json.WriteBoolean("set_by_plan", change.IsSetByPlan);
        json.WriteEnum("state", change.State);
        json.WriteNumber("reach", change.Reach);
        json.WriteDouble("change", change.Change);
        json.WriteIfKnown("change_low", change.ChangeLow);
        json.WriteIfKnown("change_high", change.ChangeHigh);
        json.WriteDouble("difference", change.Difference);
        Regime(json, "before", change.Before);
        Regime(json, "after", change.After);
        json.WriteNumber("p", change.P);
        json.WriteNumber("q", change.Q);
        json.WriteNumber("suspect_after", change.SuspectAfter);
        json.WriteNumber("suspect_last", change.SuspectLast);
        json.WriteStartObject("suspects");
        Place(json, "after", runs[change.Before.Last]);
        Place(json, "first", runs[change.Index]);
        Place(json, "widest_after", runs[change.SuspectAfter]);
        Place(json, "widest_last", runs[change.SuspectLast]);
        json.WriteEndObject();
        Environment(json, change.Environment);
        if (change.Distribution is { } evidence)
        {
            json.WriteStartObject("distribution");
            json.WriteNumber("index", evidence.Index);
            json.WriteNumber("p", evidence.P);
            json.WriteNumber("q", evidence.Q);
            json.WriteNumber("up_to_ms", evidence.Value);
            json.WriteNumber("share_before", evidence.ShareBefore);
            json.WriteNumber("share_after", evidence.ShareAfter);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    public static MetricChange Change(JsonPart part, int runs) => new()
    {
        Service = part["service"].Text(),
        Metric = Metric(part["metric"]),
        Index = Index(part["index"], runs),
        IsSmall = part["small"].Bool(),
        IsSetByPlan = part["set_by_plan"].Bool(),
        State = part["state"].Enum<ChangeState>(),
        Reach = part["reach"].Double(),
        ChangeLow = part.Find("change_low")?.Double(),
        ChangeHigh = part.Find("change_high")?.Double(),
        Before = Regime(part["before"], runs),
        After = Regime(part["after"], runs),
        P = part["p"].Double(),
        Q = part["q"].Double(),
        SuspectAfter = Index(part["suspect_after"], runs),
        SuspectLast = Index(part["suspect_last"], runs),
        Environment = Environment(part, runs),
        Distribution = part.Find("distribution") is { } evidence
            ? new DistributionEvidence(
                Index(evidence["index"], runs), evidence["p"].Double(), evidence["q"].Double(), evidence["up_to_ms"].Double(), evidence["share_before"].Double(),
                evidence["share_after"].Double())
            : null,
    };

    public static void Write(Utf8JsonWriter json, HistorySeries series)
    {
        json.WriteStartObject();
        json.WriteString("service", series.Service);
        json.WriteString("metric", series.Metric.Key);
        json.WriteIfKnown("up_to_ms", series.UpTo);
        json.WriteBoolean("tested", series.IsTested);
        json.WriteStartArray("values");
        foreach (var value in series.Values)
        {
            if (value is { } known)
            {
                json.WriteNumberValue(known);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
        json.WriteStartArray("regimes");
        foreach (var regime in series.Regimes)
        {
            Regime(json, null, regime);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static HistorySeries Series(JsonPart part, int runs)
    {
        double?[] values = [.. part["values"].Elements().Select(v => v.IsNull ? (double?)null : v.Double())];
        return values.Length != runs
            ? throw new FormatException($"\"values\" of {part["metric"].Text()} has {values.Length} places, but there are {runs} runs.")
            : new HistorySeries
            {
                Service = part["service"].Text(),
                Metric = Metric(part["metric"]),
                UpTo = part.Find("up_to_ms")?.Double(),
                Values = values,
                Regimes = JsonPlace.Elements(part, "regimes", r => Regime(r, runs)),
            };
    }

    public static void Environment(Utf8JsonWriter json, IReadOnlyList<EnvironmentChange> changes)
    {
        json.WriteStartArray("environment");
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteNumber("index", change.Index);
            json.WriteString("what", change.What);
            json.WriteString("before", change.Before);
            json.WriteString("after", change.After);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static EnvironmentChange[] Environment(JsonPart part, int runs) =>
        JsonPlace.Elements(part, "environment", e => new EnvironmentChange(Index(e["index"], runs), e["what"].Text(), e["before"].Text(), e["after"].Text()));

    public static HistoryMetric Metric(JsonPart part) => HistoryMetric.Find(part.Text())
        ?? throw new FormatException($"\"{part.Name}\" is \"{part.Text()}\"; known are {string.Join(", ", HistoryMetric.All.Select(m => m.Key))}.");

    private static void Regime(Utf8JsonWriter json, string? name, Regime regime)
    {
        if (name is null)
        {
            json.WriteStartObject();
        }
        else
        {
            json.WriteStartObject(name);
        }

        json.WriteNumber("first", regime.First);
        json.WriteNumber("last", regime.Last);
        json.WriteNumber("runs", regime.Runs);
        json.WriteNumber("mean", regime.Mean);
        json.WriteIfKnown("low", regime.Low);
        json.WriteIfKnown("high", regime.High);
        json.WriteEndObject();
    }

    private static Regime Regime(JsonPart part, int runs) => new(
        Index(part["first"], runs), Index(part["last"], runs), part["runs"].Int(), part["mean"].Double(), part.Find("low")?.Double(), part.Find("high")?.Double());

    private static int Index(JsonPart part, int runs) => part.Int() is var index && index >= 0 && index < runs
        ? index
        : throw new FormatException($"\"{part.Name}\" is {index}; there are {runs} runs, the first is 0.");

    private static void Place(Utf8JsonWriter json, string name, HistoryEntry run)
    {
        json.WriteStartObject(name);
        json.WriteString("run", run.Id);
        json.WriteIfKnown("commit", run.Manifest.Commit);
        if (run.Manifest.Started is { } started)
        {
            json.WriteTime("started", started);
        }

        json.WriteEndObject();
    }
}
