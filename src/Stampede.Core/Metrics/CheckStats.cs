namespace Stampede.Metrics;

/// <summary>A named rate: how often <c>Check(name, ok)</c> held. It fails nothing by itself.</summary>
/// <param name="Passed">How often it held.</param>
/// <param name="Failed">How often it did not.</param>
public readonly record struct CheckStats(long Passed, long Failed)
{
    /// <summary>The share that held, 0 to 1; NaN without samples.</summary>
    public double Rate => (double)Passed / (Passed + Failed);

    /// <summary>The sum of two.</summary>
    public static CheckStats operator +(CheckStats a, CheckStats b) => new(a.Passed + b.Passed, a.Failed + b.Failed);
}
