using ControlPlane.Events;

namespace ControlPlane.Storage;

/// <summary>Rows of one kind, in memory or in a database. What is written is written whole, with its events or not at all.</summary>
internal interface ITable<TRow>
    where TRow : class, IRow<TRow>
{
    /// <summary>Adds a row unless there is one with its key.</summary>
    /// <param name="row">The row.</param>
    /// <param name="events">Logged with it where it is added.</param>
    /// <param name="cancellationToken">The caller went away.</param>
    /// <returns>The row that now has the key, and whether it is the new one.</returns>
    ValueTask<(TRow Row, bool Added)> Add(TRow row, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken);

    /// <summary>Adds those rows whose keys there are not.</summary>
    ValueTask AddMissing(IReadOnlyList<TRow> rows, CancellationToken cancellationToken);

    /// <summary>The row with a key; null where there is none.</summary>
    ValueTask<TRow?> Find(string key, CancellationToken cancellationToken);

    /// <summary>Changes a row while nobody else can.</summary>
    /// <param name="key">The row's key.</param>
    /// <param name="change">The row as it is to be, with the same key; null refuses.</param>
    /// <param name="events">Logged with it where it is changed.</param>
    /// <param name="cancellationToken">The caller went away.</param>
    ValueTask<Change<TRow>> Update(string key, Func<TRow, TRow?> change, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken);

    /// <summary>The newest rows that match all filters, the newest first.</summary>
    ValueTask<IReadOnlyList<TRow>> Newest(int count, IReadOnlyList<Filter> filters, CancellationToken cancellationToken);
}
