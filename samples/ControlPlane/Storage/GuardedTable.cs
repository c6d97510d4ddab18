using ControlPlane.Events;

namespace ControlPlane.Storage;

/// <summary>A table of the database behind its circuit breaker.</summary>
internal sealed class GuardedTable<TRow>(ITable<TRow> table, DatabaseGuard guard) : ITable<TRow>
    where TRow : class, IRow<TRow>
{
    public ValueTask<(TRow Row, bool Added)> Add(TRow row, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken) =>
        guard.Call(() => table.Add(row, events, cancellationToken));

    public async ValueTask AddMissing(IReadOnlyList<TRow> rows, CancellationToken cancellationToken) => await guard.Call(async () =>
    {
        await table.AddMissing(rows, cancellationToken);
        return true;
    });

    public ValueTask<TRow?> Find(string key, CancellationToken cancellationToken) => guard.Call(() => table.Find(key, cancellationToken));

    public ValueTask<Change<TRow>> Update(string key, Func<TRow, TRow?> change, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken) =>
        guard.Call(() => table.Update(key, change, events, cancellationToken));

    public ValueTask<IReadOnlyList<TRow>> Newest(int count, IReadOnlyList<Filter> filters, CancellationToken cancellationToken) =>
        guard.Call(() => table.Newest(count, filters, cancellationToken));
}
