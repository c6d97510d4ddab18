namespace Stampede.Engine;

/// <summary>Rows as they stand.</summary>
internal sealed class SequentialFeed : FeederOrder
{
    public override long Next(long position, Random random) => position;
}
