using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>
/// Which selections the requests of a user class, started by a load, belong to: a bit each, in the selections' order. Made once per class and load and shared
/// by its users. The status is looked at when a request is recorded.
/// </summary>
internal sealed class SelectionMasks
{
    private readonly ulong[] _tasks;
    private readonly int _first;

    /// <summary>Makes one.</summary>
    /// <param name="selections">All selections of the run; at most 64.</param>
    /// <param name="userClass">The class.</param>
    /// <param name="load">The load's name; null where it has none.</param>
    public SelectionMasks(IReadOnlyList<RequestSelection> selections, UserClass userClass, string? load)
    {
        User = Mask(selections, userClass.Name, load, []);
        _first = userClass.Tasks.Count == 0 ? 0 : userClass.Tasks[0].Index;
        _tasks = [.. userClass.Tasks.Select(t => Mask(selections, userClass.Name, load, t.Tags))];
    }

    /// <summary>While no task runs: OnStart, OnStop, those of sets.</summary>
    public ulong User { get; }

    /// <summary>While a task of the class runs.</summary>
    public ulong Of(UserTask task) => _tasks[task.Index - _first];

    /// <summary>The selections of a class's requests while a task with these tags runs.</summary>
    public static ulong Mask(IReadOnlyList<RequestSelection> selections, string userClass, string? load, IReadOnlyList<string> tags)
    {
        var mask = 0UL;
        for (var i = 0; i < selections.Count; i++)
        {
            var selection = selections[i];
            if ((selection.Class ?? userClass) == userClass && (selection.Load ?? load) == load && (selection.Tag is not { } tag || tags.Contains(tag)))
            {
                mask |= 1UL << i;
            }
        }

        return mask;
    }

    /// <summary>What is wrong with selections, each as a sentence; empty where nothing is.</summary>
    public static IEnumerable<string> Problems(IReadOnlyList<RequestSelection> selections)
    {
        if (selections.Count > MetricsRecorder.MostSelections)
        {
            yield return $"The thresholds select requests in {selections.Count} different ways; {MetricsRecorder.MostSelections} are possible.";
        }

        foreach (var selection in selections.Where(s => !StatusFilter.TryParse(s.Status, out _)))
        {
            yield return $"{selection}: '{selection.Status}' is no status: write 404, 4xx, or 0 for no answer.";
        }
    }

    /// <summary>The statuses that they take, for the recorder; the selections have no <see cref="Problems"/>.</summary>
    public static IReadOnlyList<StatusFilter> Statuses(IReadOnlyList<RequestSelection> selections) =>
        [.. selections.Select(s => StatusFilter.TryParse(s.Status, out var filter) ? filter : throw new ArgumentException(s.Text))];

    /// <summary>All of them: one that nothing was recorded of has no requests, which is a fact about it.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<RequestKey, RequestStats>> Complete(
        IReadOnlyList<RequestSelection> selections, IReadOnlyDictionary<string, IReadOnlyDictionary<RequestKey, RequestStats>> recorded) =>
        selections.ToDictionary(s => s.Text, s => recorded.GetValueOrDefault(s.Text) ?? new Dictionary<RequestKey, RequestStats>());

    /// <summary>What was recorded of each, under its text; those without requests are left out.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<RequestKey, RequestStats>> Named(
        IReadOnlyList<RequestSelection> selections, IReadOnlyList<IReadOnlyDictionary<RequestKey, RequestStats>> recorded) =>
        selections.Zip(recorded).Where(s => s.Second.Count > 0).ToDictionary(s => s.First.Text, s => s.Second);
}
