using System.Globalization;

namespace TicketAgents.Hosting;

/// <summary>What the service says of itself at its start.</summary>
internal static class StartText
{
    public static string Of(TicketAgentsOptions options)
    {
        var latency = options.Latency;
        var dependency = latency.P99 is { } p99
            ? string.Create(CultureInfo.InvariantCulture, $"log-normal with a median of {latency.Median.TotalMilliseconds} ms and a 99th percentile of {p99.TotalMilliseconds} ms")
            : string.Create(CultureInfo.InvariantCulture, $"{latency.Median.TotalMilliseconds} ms");
        var safety = (options.Postgres, options.RabbitMq) switch
        {
            (null, _) => "Data in memory: what was accepted is gone when the process is killed.",
            (_, null) => "Data in PostgreSQL, the queue in memory: what was accepted is taken up again at the next start.",
            _ => "Data in PostgreSQL, the queue in RabbitMQ: what was accepted outlives every process.",
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Role {options.Role.ToString().ToLowerInvariant()}. {safety} A ticket takes {dependency} (seed {options.Seed}), {options.FailRate * 100} % of its calls fail; "
            + $"{options.Pool} tickets are worked on at a time.");
    }
}
