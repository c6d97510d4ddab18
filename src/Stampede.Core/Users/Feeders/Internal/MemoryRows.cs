namespace Stampede.Engine;

/// <summary>Rows in memory.</summary>
internal sealed class MemoryRows<T>(IReadOnlyList<T> rows) : FeederRows<T>
{
    public override long Count => rows.Count;

    public override T At(long index) => rows[(int)index];
}
