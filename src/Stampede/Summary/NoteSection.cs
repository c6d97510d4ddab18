using Spectre.Console;
using Spectre.Console.Rendering;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>What readers must know, the gravest first.</summary>
internal static class NoteSection
{
    public static IEnumerable<IRenderable> Of(RunResult result)
    {
        foreach (var note in result.Notes.OrderByDescending(n => n.Severity))
        {
            var (word, style) = Severity(note.Severity);
            yield return new Line($"{word} {note.Id}", style).And($"  {note.Text}");
        }
    }

    private static (string Word, Style Style) Severity(NoteSeverity severity) => severity switch
    {
        NoteSeverity.Invalid => ("INVALID", Styles.Bad),
        NoteSeverity.Warning => ("WARNING", Styles.Careful),
        _ => ("NOTE", Styles.Quiet),
    };
}
