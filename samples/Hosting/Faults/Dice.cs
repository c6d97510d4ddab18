namespace Samples;

/// <summary>Random numbers for many threads, the same ones for the same seed.</summary>
public sealed class Dice(int seed)
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);

    /// <summary>From 0 to 1, the 1 left out.</summary>
    public double Uniform()
    {
        lock (_lock)
        {
            return _random.NextDouble();
        }
    }

    /// <summary>From the standard normal distribution.</summary>
    public double Normal()
    {
        lock (_lock)
        {
            return Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
        }
    }
}
