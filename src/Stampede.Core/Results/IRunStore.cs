namespace Stampede.Results;

/// <summary>Where finished (and killed) runs are kept: a folder of run folders, a database.</summary>
public interface IRunStore
{
    /// <summary>The runs there are, oldest first. One that cannot be read is listed with its problem.</summary>
    ValueTask<IReadOnlyList<RunEntry>> List(CancellationToken cancellationToken = default);

    /// <summary>Reads a run without its intervals.</summary>
    /// <exception cref="RunFolderException">There is no such run, or it cannot be read.</exception>
    ValueTask<RunResult> Open(string id, CancellationToken cancellationToken = default);

    /// <summary>Reads a run's intervals one at a time, in order.</summary>
    /// <exception cref="RunFolderException">There is no such run, or it cannot be read.</exception>
    IAsyncEnumerable<IntervalSnapshot> Intervals(string id, CancellationToken cancellationToken = default);
}
