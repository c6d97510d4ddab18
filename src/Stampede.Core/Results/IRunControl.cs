namespace Stampede.Results;

/// <summary>What an observer may do to the run that it follows.</summary>
public interface IRunControl
{
    /// <summary>Asks the run to stop as at its planned end, with a reason. The first request counts.</summary>
    void Stop(RunEnding reason, string text);

    /// <summary>Adds a note to the result; a note with the same id and text is added once.</summary>
    void Note(RunNote note);
}
