using Stampede.Metrics;

namespace Stampede.Importing;

/// <summary>An interval of a histogram log, with the histograms of all its tags. Times are seconds as the log counts them.</summary>
internal sealed class HdrInterval(double start, double end)
{
    public double Start => start;

    public double End { get; set; } = end;

    public Dictionary<RequestKey, RequestStats> Requests { get; } = [];

    /// <summary>Adds another, which is not used any longer.</summary>
    public void Add(HdrInterval other)
    {
        End = Math.Max(End, other.End);
        foreach (var (key, stats) in other.Requests)
        {
            if (!Requests.TryAdd(key, stats))
            {
                Requests[key].Add(stats);
                stats.Clear();
            }
        }
    }
}
