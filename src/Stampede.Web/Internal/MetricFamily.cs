namespace Stampede.Engine;

/// <summary>One metric of the endpoint, as docs/reference/monitoring.md lists it.</summary>
/// <param name="Name">Its name; of a counter without <c>_total</c>.</param>
/// <param name="Type">What it is.</param>
/// <param name="Help">What it says, one sentence.</param>
/// <param name="Labels">Its labels, in order.</param>
internal sealed record MetricFamily(string Name, MetricType Type, string Help, params IReadOnlyList<string> Labels)
{
    /// <summary>The upper bounds of its buckets, where it is a histogram.</summary>
    public BucketLayout? Buckets { get; init; }

    /// <summary>The names that queries use.</summary>
    public IReadOnlyList<string> SampleNames { get; } = Type switch
    {
        MetricType.Counter => [Name + "_total"],
        MetricType.Histogram => [Name + "_bucket", Name + "_sum", Name + "_count"],
        _ => [Name],
    };
}
