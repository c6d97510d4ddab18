using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace Stampede.Engine;

/// <summary>The exporter of the OpenTelemetry SDK, watched: by itself it tells nobody that it fails.</summary>
internal sealed class WatchedExporter(OtlpExporterOptions options, ExportHealth health) : OtlpMetricExporter(options)
{
    /// <inheritdoc />
    public override ExportResult Export(in Batch<Metric> metrics)
    {
        var result = base.Export(metrics);
        health.Add(result == ExportResult.Success);
        return result;
    }
}
