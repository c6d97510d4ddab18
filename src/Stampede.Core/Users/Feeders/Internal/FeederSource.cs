namespace Stampede.Engine;

/// <summary>Where the rows of a feeder come from.</summary>
internal abstract class FeederSource<T>
{
    public abstract string Name { get; }

    /// <summary>Reads everything once and checks it, gives what reads the rows in one run; null with problems. There is at least one row.</summary>
    /// <param name="inOrder">Rows are asked for one after the other from the first, again and again; else in any order.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public abstract FeederRows<T>? Open(bool inOrder, FeederProblems problems);
}
