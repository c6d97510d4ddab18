using System.Text.Json;
using Stampede.Baselines;
using Stampede.Baselines.Internal;
using Stampede.Importing;
using Stampede.Results;

namespace Stampede.Analysis;

/// <summary>Reports of histories as files hold them: figures in the units of their metrics, what is unknown left out.</summary>
internal static class HistoryJson
{
    public static void Write(HistoryReport report, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, MetricsJson.Indented);
        json.WriteStartObject();
        json.WriteString("schema", HistoryReport.Schema);
        json.WriteNumber("version", HistoryReport.Version);
        Options(json, report.Options);
        json.WriteBoolean("has_regression", report.HasRegression);
        json.WriteBoolean("has_too_few_runs", report.HasTooFewRuns);
        json.WriteStartArray("plans");
        foreach (var plan in report.Plans)
        {
            Plan(json, plan);
        }

        json.WriteEndArray();
        Excluded(json, "unread", report.Unread);
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    public static HistoryReport Read(JsonPart part)
    {
        SchemaOf.Check(part, HistoryReport.Schema, HistoryReport.Version);
        return new HistoryReport
        {
            Options = Options(part["options"]),
            Plans = JsonPlace.Elements(part, "plans", Plan),
            Unread = JsonPlace.Elements(part, "unread", Excluded),
        };
    }

    private static void Options(Utf8JsonWriter json, HistoryOptions options)
    {
        json.WriteStartObject("options");
        json.WriteNumber("window", options.Window);
        json.WriteNumber("max_p", options.MaxP);
        json.WriteNumber("max_q", options.MaxQ);
        json.WriteNumber("margin", options.Margin);
        json.WriteNumber("error_margin_points", options.ErrorMargin);
        json.WriteIfKnown("last", (long?)options.Last);
        json.WriteNumber("seed", options.Seed);
        if (options.Metrics is { } metrics)
        {
            json.WriteStrings("metrics", metrics.Select(m => m.Key));
        }

        json.WriteEndObject();
    }

    private static HistoryOptions Options(JsonPart part)
    {
        var options = new HistoryOptions
        {
            Window = part["window"].Int(),
            MaxP = part["max_p"].Double(),
            MaxQ = part["max_q"].Double(),
            Margin = part["margin"].Double(),
            ErrorMargin = part["error_margin_points"].Double(),
            Last = part.Find("last")?.Int(),
            Seed = part["seed"].Int(),
            Metrics = part.Find("metrics")?.Elements().Select(HistoryChangeJson.Metric).ToArray(),
        };
        try
        {
            return options.Check();
        }
        catch (ArgumentException e)
        {
            throw new FormatException(e.Message, e);
        }
    }

    private static void Plan(Utf8JsonWriter json, PlanHistory plan)
    {
        json.WriteStartObject();
        json.WriteString("plan", plan.Plan);
        json.WriteIfKnown("plan_hash", plan.PlanHash);
        json.WriteIfKnown("format", plan.Format);
        json.WriteBoolean("superseded", plan.IsSuperseded);
        json.WriteBoolean("has_too_few_runs", plan.HasTooFewRuns);
        json.WriteNumber("tested_metrics", plan.Tested);
        json.WriteNumber("tested_distributions", plan.TestedDistributions);
        json.WriteStartArray("runs");
        foreach (var run in plan.Runs)
        {
            json.WriteStartObject();
            json.WriteString("id", run.Id);
            MetricsJson.Manifest(json, run.Manifest);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Excluded(json, "excluded", plan.Excluded);
        HistoryChangeJson.Environment(json, plan.Environment);
        json.WriteStartArray("changes");
        foreach (var change in plan.Changes)
        {
            HistoryChangeJson.Write(json, change, plan.Runs);
        }

        json.WriteEndArray();
        json.WriteStartArray("uncertain");
        foreach (var change in plan.Uncertain)
        {
            HistoryChangeJson.Write(json, change, plan.Runs);
        }

        json.WriteEndArray();
        json.WriteStartArray("metrics");
        foreach (var series in plan.Metrics)
        {
            HistoryChangeJson.Write(json, series);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static PlanHistory Plan(JsonPart part)
    {
        var runs = JsonPlace.Elements(part, "runs", r => new HistoryEntry(r["id"].Text(), MetricsJson.Manifest(r["manifest"])));
        return new PlanHistory
        {
            Plan = part["plan"].Text(),
            PlanHash = part.Find("plan_hash")?.Text(),
            Format = part.Find("format")?.Text(),
            IsSuperseded = part["superseded"].Bool(),
            Tested = part["tested_metrics"].Int(),
            TestedDistributions = part["tested_distributions"].Int(),
            Runs = runs,
            Excluded = JsonPlace.Elements(part, "excluded", Excluded),
            Environment = HistoryChangeJson.Environment(part, runs.Length),
            Changes = JsonPlace.Elements(part, "changes", c => HistoryChangeJson.Change(c, runs.Length)),
            Uncertain = JsonPlace.Elements(part, "uncertain", c => HistoryChangeJson.Change(c, runs.Length)),
            Metrics = JsonPlace.Elements(part, "metrics", s => HistoryChangeJson.Series(s, runs.Length)),
        };
    }

    private static void Excluded(Utf8JsonWriter json, string name, IReadOnlyList<ExcludedRun> runs)
    {
        json.WriteStartArray(name);
        foreach (var run in runs)
        {
            json.WriteStartObject();
            json.WriteString("id", run.Id);
            if (run.Started is { } started)
            {
                json.WriteTime("started", started);
            }

            json.WriteString("reason", run.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static ExcludedRun Excluded(JsonPart part) => new(part["id"].Text(), part.Find("started")?.Time(), part["reason"].Text());
}
