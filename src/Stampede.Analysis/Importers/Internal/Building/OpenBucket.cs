using Stampede.Engine;

namespace Stampede.Importing;

/// <summary>What was read so far of one second (or longer, in a large file).</summary>
internal sealed class OpenBucket
{
    /// <summary>A bucket with more names than this is not used again: it would hold their memory.</summary>
    private const int WorthKeeping = 256;

    private readonly SortedDictionary<string, (long Started, long Dropped)> _arrivals = new(StringComparer.Ordinal);

    /// <summary>Its time ÷ its length.</summary>
    public long Index { get; set; }

    /// <summary>When it was last turned to.</summary>
    public long Touched { get; set; }

    /// <summary>Requests, checks and the rest.</summary>
    public ShardInterval Shard { get; } = new(0);

    /// <summary>Arrivals by their load.</summary>
    public IReadOnlyDictionary<string, (long Started, long Dropped)> Arrivals => _arrivals;

    /// <summary>Whether it may be used for another second, once it is empty.</summary>
    public bool IsReusable => Shard.Requests.Length <= WorthKeeping;

    public void Arrive(string load, long started, long dropped)
    {
        var sum = _arrivals.GetValueOrDefault(load);
        _arrivals[load] = (sum.Started + started, sum.Dropped + dropped);
    }

    public void Clear()
    {
        Shard.Clear();
        _arrivals.Clear();
    }
}
