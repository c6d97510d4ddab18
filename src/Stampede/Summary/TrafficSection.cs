using Spectre.Console.Rendering;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>What the response times alone do not tell: other times, connections, bytes.</summary>
internal static class TrafficSection
{
    public static IEnumerable<IRenderable> Of(RunResult result)
    {
        var total = result.Total();
        if (total.Settled == 0)
        {
            yield break;
        }

        if (total.FailedResponseTime.Count > 0)
        {
            yield return new Line($"Failed requests took    {Times(total.FailedResponseTime)}");
        }

        // Beside the response time, and only where readers would see a difference.
        if (total.ServiceTime is { Count: > 0 } service && Times(service) != Times(total.ResponseTime))
        {
            yield return new Line($"Service time            {Times(service)}; response time {Times(total.ResponseTime)}");
        }

        if (total.FirstByte.Count > 0)
        {
            yield return new Line($"Sent to first byte      {Times(total.FirstByte)}");
        }

        if (total is { ConnectionsOpened: 0, BytesSent: 0, BytesReceived: 0 })
        {
            yield break; // nothing of HTTP
        }

        if (result.Knows(UnknownParts.Connections))
        {
            yield return new Line($"Connections opened      {Connections(total)}");
        }

        if (result.Knows(UnknownParts.Bytes))
        {
            yield return new Line($"Sent, received          {Figures.Bytes(total.BytesSent)}, {Figures.Bytes(total.BytesReceived)}");
        }
    }

    private static string Connections(RequestStats total)
    {
        var text = Figures.Count(total.ConnectionsOpened);
        if (total.Connect is { Count: > 0 } connect)
        {
            text += $"; connect {Times(connect)}";
        }

        if (total.Tls is { Count: > 0 } tls)
        {
            text += $"; TLS {Times(tls)}";
        }

        return total.Resent == 0 ? text : $"{text}; {Figures.Plural(total.Resent, "request")} sent again on a fresh connection";
    }

    private static string Times(Histogram times) => times.Count == 0
        ? "-"
        : $"median {Figures.Milliseconds(times.Percentile(50))}, p99 {Figures.Milliseconds(times.Percentile(99))}, max {Figures.Time(times.Max)}";
}
