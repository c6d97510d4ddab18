using System.Text.Json;
using Stampede.Baselines.Internal;
using Stampede.Results;

namespace Stampede.Analysis;

/// <summary>Writes comparisons as JSON; what is unknown is left out.</summary>
internal static class ComparisonWriter
{
    public static void Write(RunComparison comparison, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, MetricsJson.Indented);
        json.WriteStartObject();
        json.WriteString("schema", RunComparisonJson.Schema);
        json.WriteNumber("version", RunComparisonJson.Version);
        json.WriteString("plan", comparison.Plan);
        json.WriteString("baseline_name", comparison.BaselineName);
        json.WriteTime("compared", comparison.Compared);
        json.WriteIfKnown("command", comparison.Command);
        json.WriteEnum("outcome", comparison.Outcome);
        json.WriteNumber("exit_code", comparison.ExitCode);
        json.WriteNumber("tested", comparison.Tested);
        json.WriteDouble("confidence", comparison.Confidence);
        json.WriteDouble("max_q", comparison.MaxQ);
        json.WriteNumber("fewest_runs", comparison.FewestRuns);
        json.WriteEnum("fail_on", comparison.Options.FailOn);
        json.WriteBoolean("allow_inconclusive", comparison.Options.AllowsInconclusive);
        json.WriteStringsIfAny("allowed", [.. comparison.Options.Allowed]);
        json.WriteStartArray("metrics");
        foreach (var metric in comparison.Metrics)
        {
            Metric(json, metric);
        }

        json.WriteEndArray();
        json.WriteStartArray("differences");
        foreach (var difference in comparison.Differences)
        {
            json.WriteStartObject();
            json.WriteString("name", difference.Name);
            json.WriteString("baseline", difference.Baseline);
            json.WriteString("candidate", difference.Candidate);
            json.WriteIfKnown("service", difference.Service);
            json.WriteBoolean("allowed", difference.IsAllowed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStrings("obstacles", comparison.Obstacles);
        json.WriteStrings("without_baseline", comparison.WithoutBaseline);
        json.WriteStrings("unmapped", comparison.Unmapped);
        json.WriteStrings("warnings", comparison.Warnings);
        Runs(json, "baseline", comparison.Baseline);
        Runs(json, "candidate", comparison.Candidate);
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static void Metric(Utf8JsonWriter json, MetricComparison metric)
    {
        json.WriteStartObject();
        json.WriteString("service", metric.Service);
        json.WriteString("metric", metric.Metric.Key());
        json.WriteString("unit", metric.Metric.Unit());
        json.WriteEnum("verdict", metric.Verdict);
        json.WriteEnum("level", metric.Level);
        json.WriteBoolean("gates", metric.Gates);
        if (metric.IsLost)
        {
            json.WriteBoolean("lost", true);
        }

        json.WriteString("reason", metric.Reason);
        json.WriteIfKnown("baseline", metric.Baseline);
        json.WriteIfKnown("candidate", metric.Candidate);
        Values(json, "baseline_runs", metric.BaselineRuns);
        Values(json, "candidate_runs", metric.CandidateRuns);
        json.WriteIfKnown("baseline_requests", metric.BaselineRequests);
        json.WriteIfKnown("candidate_requests", metric.CandidateRequests);
        if (metric.Effect is { } effect)
        {
            json.WriteStartObject("change");
            json.WriteDouble("estimate", effect.Estimate);
            json.WriteDouble("low", effect.Low);
            json.WriteDouble("high", effect.High);
            json.WriteDouble("p", effect.P);
            json.WriteIfKnown("q", metric.Q);
            json.WriteNumber("runs", effect.Runs);
            json.WriteIfKnown("missing", effect.Missing);
            json.WriteEndObject();
        }

        json.WriteStartObject("margin");
        json.WriteEnum("unit", metric.Margin.Unit);
        json.WriteDouble("warning", metric.Margin.Warning);
        json.WriteDouble("failure", metric.Margin.Failure);
        json.WriteEnum("direction", metric.Margin.Direction);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Values(Utf8JsonWriter json, string name, IReadOnlyList<double> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    private static void Runs(Utf8JsonWriter json, string name, IReadOnlyList<ComparedRun> runs)
    {
        json.WriteStartArray(name);
        foreach (var run in runs)
        {
            json.WriteStartObject();
            MetricsJson.Manifest(json, run.Manifest);
            json.WriteIfKnown("source", run.Source);
            if (run.Findings is { } findings)
            {
                json.WriteStartArray("audit");
                foreach (var finding in findings)
                {
                    json.WriteStartObject();
                    json.WriteString("rule", finding.Rule);
                    json.WriteEnum("severity", finding.Severity);
                    json.WriteString("text", finding.Text);
                    json.WriteBoolean("accepted", finding.IsAccepted);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
