using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>The values of all metrics since the start of the run, by family and label text. Not thread-safe.</summary>
internal sealed class MetricStore
{
    private readonly Dictionary<MetricFamily, Dictionary<string, double>> _values = MetricFamilies.All
        .Where(f => f.Type != MetricType.Histogram).ToDictionary(f => f, _ => new Dictionary<string, double>());

    private readonly Dictionary<MetricFamily, Dictionary<string, BucketCounts>> _histograms = MetricFamilies.All
        .Where(f => f.Type == MetricType.Histogram).ToDictionary(f => f, _ => new Dictionary<string, BucketCounts>());

    /// <summary>Counts on.</summary>
    public void Add(MetricFamily family, string labels, double value)
    {
        var values = _values[family];
        values[labels] = values.GetValueOrDefault(labels) + value;
    }

    /// <summary>Sets what goes up and down.</summary>
    public void Set(MetricFamily family, string labels, double value) => _values[family][labels] = value;

    /// <summary>Adds the values of an interval; none leave no series behind.</summary>
    /// <param name="family">The metric.</param>
    /// <param name="labels">Its labels.</param>
    /// <param name="values">The values.</param>
    /// <param name="sum">Their sum in the metric's unit; default the histogram's.</param>
    public void Add(MetricFamily family, string labels, Histogram values, double? sum = null)
    {
        if (values.Count == 0)
        {
            return;
        }

        var histograms = _histograms[family];
        if (!histograms.TryGetValue(labels, out var counts))
        {
            histograms.Add(labels, counts = new BucketCounts(family.Buckets!));
        }

        counts.Add(values, sum ?? values.Sum / family.Buckets!.Scale);
    }

    /// <summary>Writes all of them.</summary>
    public void Write(ExpositionWriter writer)
    {
        foreach (var family in MetricFamilies.All)
        {
            if (_values.TryGetValue(family, out var values) && values.Count > 0)
            {
                writer.Family(family);
                foreach (var (labels, value) in values)
                {
                    writer.Sample(family, labels, value);
                }
            }
            else if (_histograms.TryGetValue(family, out var histograms) && histograms.Count > 0)
            {
                writer.Family(family);
                foreach (var (labels, counts) in histograms)
                {
                    writer.Histogram(family, labels, counts);
                }
            }
        }
    }
}
