namespace Stampede.Engine;

/// <summary>Objects that the load test has made.</summary>
internal sealed class MemorySource<T>(T[] items) : FeederSource<T>
{
    public override string Name => FormattableString.Invariant($"Of({items.Length} × {FieldParsers.Name(typeof(T))})");

    public override FeederRows<T>? Open(bool inOrder, FeederProblems problems)
    {
        if (items.Length == 0)
        {
            problems.Add("it is empty: give it at least one item.");
            return null;
        }

        return new MemoryRows<T>(items);
    }
}
