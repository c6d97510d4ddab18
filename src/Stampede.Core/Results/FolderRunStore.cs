namespace Stampede.Results;

/// <summary>The run folders in one folder, <c>results</c> by default.</summary>
/// <param name="root">The folder; it need not exist yet.</param>
public sealed class FolderRunStore(string root) : IRunStore
{
    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<RunEntry>> List(CancellationToken cancellationToken = default)
    {
        var entries = new List<RunEntry>();
        if (!Directory.Exists(root))
        {
            return entries;
        }

        foreach (var folder in Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal))
        {
            if (File.Exists(Path.Combine(folder, RunFolder.RunFile)))
            {
                entries.Add(await RunFolderReader.Entry(folder, cancellationToken));
            }
        }

        // Runs of one second keep the order of their folders' suffixes; those without a time come first.
        return [.. entries.OrderBy(e => e.Started ?? DateTimeOffset.MinValue)];
    }

    /// <inheritdoc />
    public ValueTask<RunResult> Open(string id, CancellationToken cancellationToken = default)
        => RunFolderReader.Open(Path.Combine(root, id), cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<IntervalSnapshot> Intervals(string id, CancellationToken cancellationToken = default)
        => RunFolderReader.Intervals(Path.Combine(root, id), cancellationToken);
}
