using Stampede.Baselines.Compatible;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>What <c>--compatible</c> does: as the scripts did, and beside it where that misleads.</summary>
internal static class CompatibleCommands
{
    /// <summary><c>metrics --compatible</c>.</summary>
    public static async Task<int> Metrics(string[] files, string? services, string? output, EntranceContext context, CancellationToken cancellationToken)
    {
        if (files is not [var file] || services is not null)
        {
            await context.Error.WriteLineAsync(services is null
                ? "error: --compatible takes one file: the scripts read one."
                : "error: --services has no place with --compatible: the scripts guess services from parts of names.");
            return ExitCode.Usage;
        }

        return await Write(await ScriptExtraction.Read(file, cancellationToken: cancellationToken), "Metrics", output, context);
    }

    /// <summary>Writes what was taken, and says where it misleads.</summary>
    public static async Task<int> Write(ScriptExtract extract, string word, string? output, EntranceContext context)
    {
        await OutputFile.Write(output, stream => ScriptMetricsFile.Write(extract.Metrics, stream), context.Out);
        await (output is null ? Task.CompletedTask : context.Out.WriteLineAsync($"{word}  {output}"));
        await Misleading(extract.Misleading, context.Error);
        return ExitCode.Passed;
    }

    /// <summary>Says where the scripts' way misleads.</summary>
    public static async Task Misleading(IReadOnlyList<string> sentences, TextWriter writer)
    {
        foreach (var sentence in sentences)
        {
            await writer.WriteLineAsync(LineText.OneLine($"misleading: {sentence}"));
        }
    }
}
