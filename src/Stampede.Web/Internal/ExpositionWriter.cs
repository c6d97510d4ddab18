using System.Globalization;
using System.Text;

namespace Stampede.Engine;

/// <summary>Writes metrics in Prometheus' text format 0.0.4 or in OpenMetrics 1.0, which differ in the heads and the end.</summary>
internal sealed class ExpositionWriter(bool openMetrics)
{
    public const string PrometheusType = "text/plain; version=0.0.4; charset=utf-8";
    public const string OpenMetricsType = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private readonly StringBuilder _text = new();

    /// <summary>Begins a metric; its samples follow.</summary>
    public void Family(MetricFamily family)
    {
        var name = openMetrics || family.Type != MetricType.Counter ? family.Name : family.SampleNames[0];
        var type = family.Type switch { MetricType.Counter => "counter", MetricType.Gauge => "gauge", _ => "histogram" };
        _text.Append("# HELP ").Append(name).Append(' ').Append(family.Help).Append('\n');
        _text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
    }

    /// <summary>Writes a value of a counter or gauge.</summary>
    public void Sample(MetricFamily family, string labels, double value) => Line(family.SampleNames[0], labels, value);

    /// <summary>Writes a histogram: its buckets, cumulative, its sum and its count.</summary>
    public void Histogram(MetricFamily family, string labels, BucketCounts counts)
    {
        var (bucketName, sumName, countName) = (family.SampleNames[0], family.SampleNames[1], family.SampleNames[2]);
        var before = 0L;
        for (var i = 0; i < counts.Counts.Count; i++)
        {
            before += counts.Counts[i];
            Line(bucketName, $"{labels}{(labels.Length == 0 ? "" : ",")}le=\"{family.Buckets!.Texts[i]}\"", before);
        }

        Line(sumName, labels, counts.Sum);
        Line(countName, labels, counts.Count);
    }

    /// <summary>All that was written.</summary>
    public byte[] ToBytes()
    {
        if (openMetrics)
        {
            _text.Append("# EOF\n");
        }

        return Encoding.UTF8.GetBytes(_text.ToString());
    }

    private void Line(string name, string labels, double value)
    {
        _text.Append(name);
        if (labels.Length > 0)
        {
            _text.Append('{').Append(labels).Append('}');
        }

        _text.Append(' ').Append(value switch
        {
            double.PositiveInfinity => "+Inf",
            double.NegativeInfinity => "-Inf",
            _ => value.ToString(CultureInfo.InvariantCulture),
        }).Append('\n');
    }
}
