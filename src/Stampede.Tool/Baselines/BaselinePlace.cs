using System.CommandLine;
using Stampede.Baselines;

namespace Stampede.Engine;

/// <summary>Where baselines are kept: a file of the repository, or a store that people share.</summary>
internal abstract class BaselinePlace : IAsyncDisposable
{
    /// <summary>What messages call it.</summary>
    public abstract string Name { get; }

    /// <summary>The place that a command line names: the file where one is given, else the store where there is one, else the usual file.</summary>
    /// <exception cref="UsageException">The store's address is malformed.</exception>
    public static BaselinePlace Of(System.CommandLine.ParseResult parsed, Option<string> file, Option<string?> store, EntranceContext context, string? output = null)
    {
        var isFile = parsed.GetResult(file) is { Implicit: false } || output is not null;
        return (isFile ? null : StoreOption.Open(parsed.GetValue(store), context)) is { } opened
            ? new StoredBaselines(opened)
            : new BaselineFile(parsed.GetValue(file)!, output, context);
    }

    /// <summary>Reads them; null where there is no such file, which has been said.</summary>
    public abstract ValueTask<BaselineSet?> Read(CancellationToken cancellationToken);

    /// <summary>Changes them; of two that change a store at once, one waits for the other.</summary>
    /// <param name="change">Takes those that there are, and gives those that there are to be. What it throws is passed on, and nothing is changed.</param>
    /// <param name="mayBeNew">Whether a file that is not there is made.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Those that there are now; null where they cannot be changed, which has been said.</returns>
    public abstract ValueTask<BaselineSet?> Change(Func<BaselineSet, BaselineSet> change, bool mayBeNew, CancellationToken cancellationToken);

    /// <summary>Closes it.</summary>
    public virtual ValueTask DisposeAsync() => default;
}
