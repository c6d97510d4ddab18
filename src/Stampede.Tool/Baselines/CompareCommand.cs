using System.CommandLine;
using System.Text;
using System.Text.Json;
using Stampede.Baselines.Compatible;
using Stampede.Baselines.Internal;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary><c>stampede compare --compatible</c>: compares metrics with a baseline as <c>compare_performance</c> did.</summary>
internal static class CompareCommand
{
    public static Command Make(EntranceContext context)
    {
        var baseline = new Argument<string>("baseline") { Description = "The baseline's file: performance-baselines.json." };
        var current = new Argument<string>("metrics") { Description = "The file of the metrics now: load-results.json, as 'stampede metrics --compatible' writes it." };
        var compatible = new Option<bool>("--compatible") { Description = "Do as compare_performance did, its errors included, and say where that misleads.", Required = true };
        var script = ScriptVersionOption();
        var output = new Option<string?>("--out", "-o") { Description = "The file of the report, such as regression-analysis.md.", HelpName = "file" };
        var json = new Option<bool>("--json") { Description = "Print the comparison as JSON." };
        var command = new Command("compare", "Compares metrics with a baseline as the scripts did that teams come from.") { baseline, current, compatible, script, output, json };
        command.Validators.Add(parsed =>
        {
            if (!parsed.GetValue(compatible))
            {
                parsed.AddError("--compatible has to be given.");
            }
        });
        command.SetAction((parsed, cancellationToken) => Run(
            parsed.GetRequiredValue(baseline),
            parsed.GetRequiredValue(current),
            parsed.GetValue(script),
            parsed.GetValue(output),
            parsed.GetValue(json),
            context,
            cancellationToken));
        return command;
    }

    /// <summary>The option that names a version of the scripts.</summary>
    public static Option<ScriptVersion> ScriptVersionOption() => new("--script")
    {
        Description = "With --compatible, which version of the scripts: v1 or v2, the last.",
        HelpName = "version",
        DefaultValueFactory = _ => ScriptVersion.V2,
    };

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
