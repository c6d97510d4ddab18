namespace Stampede.Engine;

/// <summary>Where the rows of a file are: twelve bytes a row.</summary>
internal sealed class RowIndex
{
    private readonly List<long> _offsets = [];
    private readonly List<int> _lengths = [];

    public int Count => _offsets.Count;

    public int Longest { get; private set; }

    public (long Offset, int Length) this[int row] => (_offsets[row], _lengths[row]);

    public void Add(long offset, int length)
    {
        _offsets.Add(offset);
        _lengths.Add(length);
        Longest = Math.Max(Longest, length);
    }
}
