namespace Stampede.Engine;

/// <summary>Counters by index, growing as indices come. Not thread-safe.</summary>
internal sealed class Tally
{
    private long[] _values = new long[16];

    /// <summary>One more than the largest index counted.</summary>
    public int Length { get; private set; }

    public ReadOnlySpan<long> Values => _values.AsSpan(0, Length);

    public void Add(int index, long count = 1)
    {
        if ((uint)index >= (uint)Length)
        {
            Reach(index);
        }

        _values[index] += count;
    }

    public void Add(Tally other)
    {
        for (var i = 0; i < other.Length; i++)
        {
            Add(i, other._values[i]);
        }
    }

    public void Clear()
    {
        Array.Clear(_values, 0, Length);
        Length = 0;
    }

    private void Reach(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (index >= _values.Length)
        {
            Array.Resize(ref _values, Math.Max(index + 1, _values.Length * 2));
        }

        Length = index + 1;
    }
}
