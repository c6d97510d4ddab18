using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Remembers what observers ask of a run.</summary>
internal sealed class RunControlStub : IRunControl
{
    public List<RunNote> Notes { get; } = [];

    /// <summary>The second of the run, where a test counts them.</summary>
    public int Second { get; set; }

    public List<(int Second, RunEnding Reason, string Text)> Stops { get; } = [];

    public void Stop(RunEnding reason, string text) => Stops.Add((Second, reason, text));

    public void Note(RunNote note) => Notes.Add(note);

    /// <summary>The load is of the open model.</summary>
    public bool RefusesUsers { get; set; }

    public List<int> Changes { get; } = [];

    public List<(string UserClass, string? Task, double Weight)> Weights { get; } = [];

    public bool AddUsers(int change)
    {
        Changes.Add(change);
        return !RefusesUsers;
    }

    public void SetWeight(string userClass, double weight) => Weights.Add((userClass, null, weight));

    public void SetTaskWeight(string userClass, string task, double weight) => Weights.Add((userClass, task, weight));
}
