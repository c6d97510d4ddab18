namespace Stampede.Engine;

/// <summary>
/// The sum of what slides through a window. Nothing can be taken away from a distribution, so the older part is kept as sums from each place up to its
/// end: what leaves is the first of these, and adding or removing costs one sum on average, however long the window is.
/// </summary>
internal sealed class SlidingSum
{
    // Older part: on top the sum of all of it, below that the sum without its oldest, and so on.
    private readonly Stack<MetricSum> _older = new();
    private readonly List<MetricSum> _newer = [];
    private MetricSum _newerSum = new();

    /// <summary>Adds the newest. It belongs to this object from now on.</summary>
    public void Add(MetricSum newest)
    {
        _newer.Add(newest);
        _newerSum.Add(newest);
    }

    /// <summary>Takes away the oldest; there must be one.</summary>
    public void RemoveOldest()
    {
        if (_older.Count == 0)
        {
            for (var i = _newer.Count - 1; i >= 0; i--)
            {
                if (i < _newer.Count - 1)
                {
                    _newer[i].Add(_newer[i + 1]);
                }

                _older.Push(_newer[i]);
            }

            _newer.Clear();
            _newerSum.Release();
            _newerSum = new MetricSum();
        }

        _older.Pop().Release();
    }

    /// <summary>The sum of all that is in it, the caller's own.</summary>
    public MetricSum Sum()
    {
        var sum = new MetricSum();
        if (_older.TryPeek(out var older))
        {
            sum.Add(older);
        }

        sum.Add(_newerSum);
        return sum;
    }

    public void Clear()
    {
        foreach (var sum in _older.Concat(_newer).Append(_newerSum))
        {
            sum.Release();
        }

        _older.Clear();
        _newer.Clear();
        _newerSum = new MetricSum();
    }
}
