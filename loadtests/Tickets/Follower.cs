using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Stampede;

namespace Tickets;

/// <summary>
/// Follows every ticket that was accepted to its end, and watches the queue: once a second it asks for the queue's figures and reads the newest pages of the history. A
/// load test runs one of it beside its users. It measures:
/// <list type="bullet">
/// <item><c>webhook to enhanced</c>, a trend in milliseconds: from the webhook's acceptance to the enhanced ticket, as the service's history tells it for each ticket;</item>
/// <item><c>enhanced</c>, a rate: completed of those that are over; what is still missing five seconds after the end counts as not enhanced;</item>
/// <item><c>queue depth</c> and <c>tickets pending</c>, gauges; <c>service memory</c>, a gauge in megabytes;</item>
/// <item><c>drained after the burst</c>, a trend in milliseconds with one sample: from the end of a burst to an empty queue.</item>
/// </list>
/// </summary>
public sealed class Follower : HttpUser
{
    private const int PageSize = 100;
    private const int MostPages = 20;
    private const int MemoryEvery = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private int _looks;

    public override WaitTime WaitTime => WaitTime.Pacing(1);

    [Task]
    public async ValueTask Look()
    {
        var desk = Data<Desk>();
        await ReadQueue(desk);
        await ReadHistory(desk);
        if (_looks++ % MemoryEvery == 0)
        {
            await ReadMemory(desk);
        }
    }

    protected override async ValueTask OnStop()
    {
        var desk = Data<Desk>();
        var started = Stopwatch.GetTimestamp();
        while (desk.Awaited > 0 && Stopwatch.GetElapsedTime(started) < Patience)
        {
            await ReadHistory(desk);
            await Wait(0.2);
        }

        foreach (var _ in desk.GiveUp())
        {
            Rate("enhanced", false);
        }
    }

    private async ValueTask ReadQueue(Desk desk)
    {
        var queue = await Http.Get("/api/v1/metrics/queue", name: "(follower) queue");
        queue.Require(200);
        var depth = queue.Json("queue_depth");
        if (depth.ValueKind == JsonValueKind.Number)
        {
            Gauge("queue depth", depth.GetInt64());
            if (desk.Depth(depth.GetInt64()) is { } drained)
            {
                Trend("drained after the burst", drained.TotalMilliseconds);
            }
        }

        Gauge("tickets pending", queue.Json("pending").GetInt64());
    }

    // The newest pages, as far back as the oldest ticket that is awaited.
    private async ValueTask ReadHistory(Desk desk)
    {
        var awaited = desk.Awaited;
        for (var page = 0; page < MostPages && awaited > 0; page++)
        {
            var history = await Http.Get(
                "/enhancements/history", query: new { tenant_id = "load-test-tenant", limit = PageSize, offset = page * PageSize }, name: "(follower) history");
            history.Require(200);
            var rows = history.Json();
            foreach (var row in rows.EnumerateArray())
            {
                if (!desk.IsAwaited(row.GetProperty("ticket_id").GetString()!))
                {
                    continue;
                }

                awaited--;
                if (row.GetProperty("status").GetString() is var status && status != "pending" && desk.Finished(row.GetProperty("ticket_id").GetString()!))
                {
                    var took = row.GetProperty("completed_at").GetDateTimeOffset() - row.GetProperty("created_at").GetDateTimeOffset();
                    Rate("enhanced", status == "completed");
                    Trend("webhook to enhanced", took.TotalMilliseconds);
                    desk.Took(took);
                }
            }

            if (rows.GetArrayLength() < PageSize)
            {
                break;
            }
        }
    }

    private async ValueTask ReadMemory(Desk desk)
    {
        var metrics = await Http.Get("/metrics", name: "(follower) metrics");
        metrics.Require(200);
        const string Name = "\nprocess_resident_memory_bytes ";
        var at = metrics.Text.IndexOf(Name, StringComparison.Ordinal);
        if (at >= 0)
        {
            var text = metrics.Text.AsSpan(at + Name.Length);
            var megabytes = double.Parse(text[..text.IndexOf('\n')], CultureInfo.InvariantCulture) / 1_000_000;
            Gauge("service memory", megabytes);
            desk.Memory(megabytes);
        }
    }
}
