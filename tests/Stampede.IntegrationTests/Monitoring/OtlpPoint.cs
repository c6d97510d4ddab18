namespace Stampede.IntegrationTests;

/// <summary>One data point as a receiver gets it.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Attributes">The attributes, as texts.</param>
/// <param name="Value">Of a histogram, the sum.</param>
/// <param name="Count">Of a histogram, the number of values; else 0.</param>
/// <param name="Buckets">Of a histogram, the counts per bucket, not cumulative; else none.</param>
/// <param name="Bounds">Of a histogram, the upper bounds; else none.</param>
internal sealed record OtlpPoint(
    string Metric,
    string Unit,
    IReadOnlyDictionary<string, string> Attributes,
    double Value,
    long Count,
    IReadOnlyList<ulong> Buckets,
    IReadOnlyList<double> Bounds)
{
    /// <summary>The points of an ExportMetricsServiceRequest, and the attributes of its resource.</summary>
    public static (IReadOnlyDictionary<string, string> Resource, IReadOnlyList<OtlpPoint> Points) Parse(ReadOnlySpan<byte> request)
    {
        var resource = Assert.Single(new ProtoReader(request).Messages(1));
        var points = resource.Messages(2).SelectMany(scope => scope.Messages(2)).SelectMany(OfMetric).ToArray();
        return (AttributesOf(resource.Message(1), 1), points);
    }

    private static IEnumerable<OtlpPoint> OfMetric(ProtoReader metric)
    {
        var (name, unit) = (metric.Text(1), metric.Text(3));
        foreach (var point in metric.Messages(5).Concat(metric.Messages(7)).SelectMany(d => d.Messages(1)))
        {
            yield return new OtlpPoint(name, unit, AttributesOf(point, 7), point.Has(6) ? (long)point.Number(6) : point.Double(4), 0, [], []);
        }

        foreach (var point in metric.Messages(9).SelectMany(d => d.Messages(1)))
        {
            yield return new OtlpPoint(
                name, unit, AttributesOf(point, 9), point.Double(5), (long)point.Number(4), point.Packed(6), [.. point.Packed(7).Select(BitConverter.UInt64BitsToDouble)]);
        }
    }

    private static Dictionary<string, string> AttributesOf(ProtoReader message, int field) => message.Messages(field).ToDictionary(a => a.Text(1), a => Text(a.Message(2)));

    // AnyValue: string 1, bool 2, int 3, double 4.
    private static string Text(ProtoReader value) => value.Has(1) ? value.Text(1)
        : value.Has(2) ? value.Number(2) == 1 ? "true" : "false"
        : value.Has(4) ? $"{value.Double(4)}" : $"{(long)value.Number(3)}";
}
