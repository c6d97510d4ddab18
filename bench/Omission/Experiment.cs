namespace Stampede.Omission;

/// <summary>A server that stalls once, and requests that were to be sent all the while.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rate">Requests per second.</param>
/// <param name="Length">Seconds.</param>
/// <param name="Begins">When the stall begins, in seconds.</param>
/// <param name="Stall">How long it lasts, in seconds.</param>
/// <param name="Connections">Connections of the naive closed loop.</param>
internal sealed record Experiment(string Name, double Rate, double Length, double Begins, double Stall, int Connections)
{
    /// <summary>What a request takes without a stall, in seconds.</summary>
    private const double Service = 0.001;

    public long Requests => (long)Math.Round(Rate * Length);

    /// <summary>The same, in less time: what is true of the percentiles, relative to the stall, stays true.</summary>
    public Experiment Scaled(double factor) => this with { Rate = Rate / factor, Length = Length * factor, Begins = Begins * factor, Stall = Stall * factor };

    /// <summary>A percentile of the times that all these requests really took, in seconds: a share f is held, evenly between nothing and the whole stall.</summary>
    public double Truth(double percentile)
    {
        var held = Stall / Length;
        var beyond = 1 - percentile / 100;
        return beyond < held ? Service + Stall * (1 - beyond / held) : Service;
    }
}
