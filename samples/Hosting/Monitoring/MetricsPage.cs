using System.Globalization;
using System.Text;

namespace Samples;

/// <summary>Metrics in Prometheus' text format.</summary>
public static class MetricsPage
{
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Answers GET of a path with what is written when it is asked for, and with the process's own memory and CPU.</summary>
    public static void MapMetrics(this WebApplication app, string path, Func<StringBuilder, ValueTask> write) =>
        app.MapGet(path, async (HttpContext context) =>
        {
            var text = new StringBuilder();
            await write(text);
            text.WriteGauge("process_resident_memory_bytes", "Memory that the process has.", ("", Environment.WorkingSet));
            text.Append("# HELP process_cpu_seconds_total CPU time that the process took.\n# TYPE process_cpu_seconds_total counter\n");
            text.Append(CultureInfo.InvariantCulture, $"process_cpu_seconds_total {Environment.CpuUsage.TotalTime.TotalSeconds}\n");
            context.Response.ContentType = ContentType;
            await context.Response.WriteAsync(text.ToString(), context.RequestAborted);
        });

    /// <summary>A metric whose values are known when it is asked for.</summary>
    public static void WriteGauge(this StringBuilder text, string name, string help, params IEnumerable<(string Labels, double Value)> values)
    {
        text.Append($"# HELP {name} {help}\n# TYPE {name} gauge\n");
        foreach (var (labels, value) in values)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}{(labels.Length > 0 ? $"{{{labels}}}" : "")} {value}\n");
        }
    }
}
