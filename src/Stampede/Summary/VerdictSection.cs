using Spectre.Console;
using Spectre.Console.Rendering;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>What it came to, whether that can be believed, and where the files are.</summary>
internal static class VerdictSection
{
    /// <summary>The lines of it.</summary>
    /// <param name="result">The run.</param>
    /// <param name="files">Files of the run besides its folder.</param>
    /// <param name="unfinished">What is known of a run without an ending.</param>
    /// <param name="findings">The most findings of the audit to show.</param>
    public static IEnumerable<IRenderable> Of(
        RunResult result, IReadOnlyList<(string What, string Path)> files, string unfinished, int findings = AuditSection.MostFindings)
    {
        var verdict = VerdictText.Of(result, unfinished);
        yield return new Line(verdict.Word, new Style(Color(verdict.Tone).Foreground, decoration: Decoration.Bold)).And($"  {verdict.Why}");
        foreach (var line in AuditSection.Of(result, findings))
        {
            yield return line;
        }

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
