namespace Stampede.Engine;

/// <summary>Counts per status. A name sees one or two, so a short list beats a dictionary; the last one seen is asked first.</summary>
internal sealed class StatusCounts
{
    private (int Status, long Count)[] _counts = new (int, long)[2];
    private int _length;
    private int _last;

    public void Add(int status)
    {
        if (_last < _length && _counts[_last].Status == status)
        {
            _counts[_last].Count++;
            return;
        }

        _last = Find(status);
        _counts[_last].Count++;
    }

    public void AddTo(SortedDictionary<int, long> statuses)
    {
        foreach (var (status, count) in _counts.AsSpan(0, _length))
        {
            statuses[status] = statuses.GetValueOrDefault(status) + count;
        }
    }

    public void Clear() => (_length, _last) = (0, 0);

    private int Find(int status)
    {
        for (var i = 0; i < _length; i++)
        {
            if (_counts[i].Status == status)
            {
                return i;
            }
        }

        if (_length == _counts.Length)
        {
            Array.Resize(ref _counts, _length * 2);
        }

        _counts[_length] = (status, 0);
        return _length++;
    }
}
