using Stampede.Baselines;

namespace Stampede.Engine;

/// <summary>Baselines in a file.</summary>
/// <param name="file">The file that is read.</param>
/// <param name="output">The one that is written; null for the same.</param>
/// <param name="context">Where messages go.</param>
internal sealed class BaselineFile(string file, string? output, EntranceContext context) : BaselinePlace
{
    public override string Name => output ?? file;

    public override ValueTask<BaselineSet?> Read(CancellationToken cancellationToken) => Read(isToChange: false, cancellationToken);

    public override async ValueTask<BaselineSet?> Change(Func<BaselineSet, BaselineSet> change, bool mayBeNew, CancellationToken cancellationToken)
    {
        var set = mayBeNew && !File.Exists(file) ? new BaselineSet() : await Read(isToChange: Name == file, cancellationToken);
        if (set is null)
        {
            return null;
        }

        var changed = change(set) with { IsOfScripts = false };
        await OutputFile.Write(Name, changed.Write, context.Out);
        return changed;
    }

    private async ValueTask<BaselineSet?> Read(bool isToChange, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            await context.Error.WriteLineAsync($"error: There is no file '{file}'; 'stampede baseline save' makes one.");
            return null;
        }

        var set = await BaselineSet.Read(file, cancellationToken);
        if (isToChange && set.IsOfScripts)
        {
            await context.Error.WriteLineAsync($"error: '{file}' is a file of extract_baselines, which scripts may read: it is not changed. --out names another file.");
            return null;
        }

        return set;
    }
}
