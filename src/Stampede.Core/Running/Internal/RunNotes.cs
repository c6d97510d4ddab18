using Stampede.Results;

namespace Stampede.Engine;

/// <summary>The notes of a run, from any thread; each text once.</summary>
internal sealed class RunNotes
{
    private readonly Lock _lock = new();
    private readonly List<RunNote> _notes = [];

    public void Add(RunNote note)
    {
        lock (_lock)
        {
            if (!_notes.Contains(note))
            {
                _notes.Add(note);
            }
        }
    }

    public IReadOnlyList<RunNote> ToList()
    {
        lock (_lock)
        {
            return [.. _notes];
        }
    }
}
