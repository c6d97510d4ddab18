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
            yield return new Line($"{AuditText.Word(note.Severity)} {note.Id}", Style(note.Severity)).And($"  {note.Text}");
        }
    }

    public static Style Style(NoteSeverity severity) => severity switch
    {
        NoteSeverity.Invalid => Styles.Bad,
        NoteSeverity.Warning => Styles.Careful,
        _ => Styles.Quiet,
    };
}
