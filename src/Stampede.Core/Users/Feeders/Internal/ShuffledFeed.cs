namespace Stampede.Engine;

/// <summary>Each row once in random order, then in another (Fisher and Yates, a step each time). By random numbers of the run: four bytes a row.</summary>
internal sealed class ShuffledFeed : FeederOrder
{
    private readonly int[] _rows;
    private readonly Random _shuffle;

    public ShuffledFeed(int count, Random shuffle)
    {
        _shuffle = shuffle;
        _rows = new int[count];
        for (var i = 0; i < count; i++)
        {
            _rows[i] = i;
        }
    }

    public override long Next(long position, Random random)
    {
        var from = _shuffle.Next((int)position, _rows.Length);
        (_rows[position], _rows[from]) = (_rows[from], _rows[position]);
        return _rows[position];
    }
}
