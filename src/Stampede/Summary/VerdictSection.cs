using Spectre.Console;
using Spectre.Console.Rendering;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>What it came to, and where the files are.</summary>
internal static class VerdictSection
{
    public static IEnumerable<IRenderable> Of(RunResult result, IReadOnlyList<(string What, string Path)> files, string unfinished)
    {
        var verdict = VerdictText.Of(result, unfinished);
        yield return new Line(verdict.Word, new Style(Color(verdict.Tone).Foreground, decoration: Decoration.Bold)).And($"  {verdict.Why}");
        if (result.Folder is not null)
        {
            yield return new Line($"Run folder  {result.Folder}", Styles.Quiet);
        }

        foreach (var (what, path) in files)
        {
            yield return new Line($"{what,-10}  {path}", Styles.Quiet);
        }
    }

    private static Style Color(VerdictTone tone) => tone switch
    {
        VerdictTone.Good => Styles.Good,
        VerdictTone.Careful => Styles.Careful,
        _ => Styles.Bad,
    };
}
