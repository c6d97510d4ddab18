using System.CommandLine;
using System.Text;
using System.Text.Json;
using Stampede.Baselines.Compatible;
using Stampede.Baselines.Internal;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary><c>stampede compare --compatible</c>: compares metrics with a baseline as <c>compare_performance</c> did.</summary>
internal static class CompatibleCompare
{
    public static async Task<int> Run(
        ComparisonArguments arguments,
        System.CommandLine.ParseResult parsed,
        Option github,
        ScriptVersion version,
        string[] outputs,
        bool isJson,
        EntranceContext context,
        CancellationToken cancellationToken)
    {
        string[] problems =
        [
            .. arguments.Options.Append(github).Where(o => parsed.GetResult(o) is { Implicit: false }).Select(o => $"{o.Name} has no place with --compatible: the scripts know nothing of it."),
            .. outputs.Length > 1 ? ["--compatible writes one report: one --out."] : Array.Empty<string>(),
        ];
        var baseline = parsed.GetRequiredValue(arguments.Baseline);
        if (problems.Length > 0 || parsed.GetValue(arguments.Runs) is not [var current])
        {
            foreach (var problem in problems.DefaultIfEmpty("--compatible takes two files: the baseline and the metrics now."))
            {
                await context.Error.WriteLineAsync($"error: {problem}");
            }

            return ExitCode.Usage;
        }

        return await Run(baseline, current, version, outputs.FirstOrDefault(), isJson, context, cancellationToken);
    }

    private static async Task<int> Run(
        string baseline, string current, ScriptVersion version, string? output, bool isJson, EntranceContext context, CancellationToken cancellationToken)
    {
        if (((string[])[baseline, current]).FirstOrDefault(f => !File.Exists(f)) is { } missing)
        {
            await context.Error.WriteLineAsync($"error: There is no file '{missing}'.");
            return ExitCode.Usage;
        }

        var comparison = ScriptComparison.Of(
            await ScriptMetricsFile.Read(baseline, cancellationToken), await ScriptMetricsFile.Read(current, cancellationToken), version);
        if (output is not null)
        {
            await OutputFile.Write(output, stream => stream.Write(Encoding.UTF8.GetBytes(ScriptReport.Of(comparison))), context.Out);
        }

        if (isJson)
        {
            await OutputFile.Write(null, stream => Json(comparison, stream), context.Out);
        }
        else
        {
            await Print(comparison, output, context);
        }

        return comparison.ExitCode;
    }

    private static async Task Print(ScriptComparison comparison, string? output, EntranceContext context)
    {
        foreach (var warning in comparison.Warnings)
        {
            await context.Error.WriteLineAsync($"warning: {warning}");
        }

        await context.Out.WriteAsync(output is null ? ScriptReport.Of(comparison) : $"Report  {output}\n");
        await CompatibleCommands.Misleading(comparison.Misleading, context.Error);
    }

    private static void Json(ScriptComparison comparison, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, MetricsJson.Indented);
        json.WriteStartObject();
        json.WriteNumber("exitCode", comparison.ExitCode);
        json.WriteStartArray("metrics");
        foreach (var finding in comparison.Findings)
        {
            json.WriteStartObject();
            json.WriteString("service", finding.Service);
            json.WriteString("metric", finding.Metric);
            json.WriteEnum("status", finding.Status);
            json.WriteNumber("expected", finding.Expected.Value);
            json.WriteNumber("current", finding.Current.Value);
            json.WriteDouble("change", finding.Change);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStrings("warnings", comparison.Warnings);
        json.WriteStrings("misleading", comparison.Misleading);
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }
}
