using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Remembers what observers ask of a run.</summary>
internal sealed class RunControlStub : IRunControl
{
    public List<RunNote> Notes { get; } = [];

    public List<(RunEnding Reason, string Text)> Stops { get; } = [];

    public void Stop(RunEnding reason, string text) => Stops.Add((reason, text));

    public void Note(RunNote note) => Notes.Add(note);
}
