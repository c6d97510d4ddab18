using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>What a histogram of the endpoint has counted since the start of the run.</summary>
internal sealed class BucketCounts(BucketLayout layout)
{
    private readonly long[] _counts = new long[layout.Texts.Count];

    /// <summary>Values per bucket, not cumulative; as many as the layout has texts.</summary>
    public IReadOnlyList<long> Counts => _counts;

    public long Count { get; private set; }

    public double Sum { get; private set; }

    /// <summary>Adds what an interval recorded.</summary>
    /// <param name="values">The values.</param>
    /// <param name="sum">Their sum in the metric's unit.</param>
    public void Add(Histogram values, double sum)
    {
        layout.Fold(values, _counts);
        Count += values.Count;
        Sum += sum;
    }
}
