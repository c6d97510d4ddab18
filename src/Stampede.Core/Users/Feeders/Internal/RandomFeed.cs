namespace Stampede.Engine;

/// <summary>Any row, by the asking user's random numbers, so that its choices repeat whatever others ask.</summary>
internal sealed class RandomFeed(long count) : FeederOrder
{
    public override bool HasEnd => false;

    public override long Next(long position, Random random) => random.NextInt64(count);
}
