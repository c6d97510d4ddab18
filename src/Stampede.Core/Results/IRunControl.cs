namespace Stampede.Results;

/// <summary>What an observer may do to the run that it follows.</summary>
public interface IRunControl
{
    /// <summary>Asks the run to stop as at its planned end, with a reason. The first request counts.</summary>
    void Stop(RunEnding reason, string text);

    /// <summary>Adds a note to the result; a note with the same id and text is added once.</summary>
    void Note(RunNote note);

    /// <summary>Starts further users or ends some, beside what the load plans from then on. The result notes it.</summary>
    /// <param name="change">How many more; below 0 fewer. There are never fewer than none.</param>
    /// <returns>False where the run has no users to change: its load is of the open model, or it stops.</returns>
    bool AddUsers(int change);

    /// <summary>Changes the weight of a user class; running users are exchanged as needed.</summary>
    /// <param name="userClass">Its name.</param>
    /// <param name="weight">0 or more; at least one class keeps a weight above 0.</param>
    /// <exception cref="ArgumentException">There is no such class, or the weight is wrong.</exception>
    void SetWeight(string userClass, double weight);

    /// <summary>Changes the weight of a task for all users of a class, from their next choice on.</summary>
    /// <param name="userClass">The class's name.</param>
    /// <param name="task">The task's name, as in the plan.</param>
    /// <param name="weight">0 or more; at least one task keeps a weight above 0.</param>
    /// <exception cref="ArgumentException">There is no such class or task, or the weight is wrong.</exception>
    void SetTaskWeight(string userClass, string task, double weight);
}
