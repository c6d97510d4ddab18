using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>What one threshold needs to know about some time, and nothing else. Mergeable: intervals add up to windows and to the run.</summary>
internal sealed class MetricSum
{
    /// <summary>How long was measured.</summary>
    public TimeSpan Length { get; set; }

    /// <summary>Whether what it is about was there at all: a request of that name, a metric, a load.</summary>
    public bool Found { get; set; }

    /// <summary>Requests settled, checks made, arrivals scheduled, or iterations.</summary>
    public long Whole { get; set; }

    /// <summary>Of those: requests failed, checks passed, arrivals late or dropped.</summary>
    public long Part { get; set; }

    /// <summary>The distribution, where it is about times; else null.</summary>
    public Histogram? Times { get; private set; }

    /// <summary>The metric of the test's own, where it is about one; else null.</summary>
    public CustomMetricStats? Custom { get; private set; }

    public void AddTimes(Histogram times)
    {
        Times ??= new Histogram();
        Times.Add(times);
    }

    public void AddCustom(CustomMetricStats stats)
    {
        Custom ??= new CustomMetricStats { Kind = stats.Kind };
        Custom.Add(stats);
    }

    /// <summary>Adds a later one. The other stays as it is, and shares nothing with this one afterwards.</summary>
    public void Add(MetricSum later)
    {
        Length += later.Length;
        Found |= later.Found;
        Whole += later.Whole;
        Part += later.Part;
        if (later.Times is not null)
        {
            AddTimes(later.Times);
        }

        if (later.Custom is not null)
        {
            AddCustom(later.Custom);
        }
    }

    /// <summary>Gives the histograms' pages back: for what nobody reads any longer.</summary>
    public void Release()
    {
        Times?.Clear();
        Custom?.Values?.Clear();
        (Times, Custom) = (null, null);
    }
}
