namespace Stampede.Engine;

/// <summary>What one shard recorded in one interval, by a small number: of a request's name or a transaction's. Grows as numbers come.</summary>
internal struct RequestTable()
{
    private RequestAccumulator?[] _all = [];

    /// <summary>By id; null or with nothing settled where there was none.</summary>
    public readonly ReadOnlySpan<RequestAccumulator?> All => _all;

    public RequestAccumulator this[int id]
    {
        get
        {
            var all = _all;
            return (uint)id < (uint)all.Length && all[id] is { } known ? known : New(id);
        }
    }

    public readonly void Clear()
    {
        foreach (var request in _all)
        {
            if (request is { Settled: > 0 })
            {
                request.Clear();
            }
        }
    }

    private RequestAccumulator New(int id)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        if (id >= _all.Length)
        {
            Array.Resize(ref _all, Math.Max(id + 1, Math.Max(16, _all.Length * 2)));
        }

        return _all[id] = new RequestAccumulator();
    }
}
