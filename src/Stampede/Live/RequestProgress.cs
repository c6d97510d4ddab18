using Stampede.Metrics;

namespace Stampede.Reporting;

/// <summary>One request name (or all together) as far as the run has come.</summary>
internal sealed class RequestProgress
{
    public long Settled { get; private set; }

    public long Failed { get; private set; }

    /// <summary>Response times of successes.</summary>
    public Histogram Times { get; } = new();

    /// <summary>Settled and failed requests in the recent seconds.</summary>
    public (long Settled, long Failed) Recent { get; set; }

    public void Add(RequestStats stats)
    {
        Settled += stats.Settled;
        Failed += stats.Failed;
        Times.Add(stats.ResponseTime);
    }
}
