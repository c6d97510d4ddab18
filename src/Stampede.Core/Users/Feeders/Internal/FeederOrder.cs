namespace Stampede.Engine;

/// <summary>In which order a run gives the rows of a feeder. Called under the feeder's lock.</summary>
internal abstract class FeederOrder
{
    /// <summary>Whether there is an end to come to: each row once, then dry.</summary>
    public virtual bool HasEnd => true;

    /// <summary>The row to give.</summary>
    /// <param name="position">How many were given since it began, or began again.</param>
    /// <param name="random">The asking user's.</param>
    public abstract long Next(long position, Random random);
}
