namespace Stampede.Engine;

/// <summary>The rows of a feeder, read by one run. Called under the feeder's lock.</summary>
internal abstract class FeederRows<T> : IDisposable
{
    /// <summary>Above 0.</summary>
    public abstract long Count { get; }

    /// <summary>A row.</summary>
    /// <param name="index">0 to below <see cref="Count"/>.</param>
    /// <exception cref="LoadTestException">The file is not as it was.</exception>
    public abstract T At(long index);

    public virtual void Dispose()
    {
    }
}
