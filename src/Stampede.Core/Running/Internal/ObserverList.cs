using Stampede.Results;

namespace Stampede.Engine;

/// <summary>Calls observers one at a time; one that throws is noted and not called again.</summary>
internal sealed class ObserverList(IReadOnlyList<IRunObserver> observers, IRunControl control)
{
    private readonly HashSet<IRunObserver> _broken = [];

    /// <summary>The run folder, where an observer writes one.</summary>
    public string? Folder => observers.OfType<RunFolderWriter>().FirstOrDefault()?.Path;

    public Task Started(RunStart start) => ForEach(o => o.Started(start, CancellationToken.None));

    public Task Interval(IntervalSnapshot interval) => ForEach(o => o.Interval(interval, control, CancellationToken.None));

    public Task Ended(RunResult result) => ForEach(o => o.Ended(result, CancellationToken.None));

    private async Task ForEach(Func<IRunObserver, ValueTask> call)
    {
        foreach (var observer in observers)
        {
            if (_broken.Contains(observer))
            {
                continue;
            }

            try
            {
                await call(observer);
            }
            catch (Exception exception)
            {
                _broken.Add(observer);
                control.Note(new RunNote("OBSERVER-FAILED", NoteSeverity.Warning,
                    $"{observer.GetType().Name} failed and follows the run no longer: {exception.Message}"));
            }
        }
    }
}
