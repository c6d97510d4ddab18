using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Stampede;

namespace Tickets;

/// <summary>
/// Follows every ticket that was accepted to its end, and watches the queue: once a second it asks for the queue's figures and reads those pages of the history on which awaited tickets stand. A
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
    private const string Tenant = "load-test-tenant";
    private const int PageSize = 100;
    private const int Margin = 20;
    private const int MostReads = 30;
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

    // The pages that hold awaited tickets, those of the oldest first. The history lists the newest first: a ticket stands as far down as tickets were accepted after it, and a
    // little further for those that were accepted and not answered yet. One that is not where it should be, because others send as well, is asked for by itself.
    private async ValueTask ReadHistory(Desk desk)
    {
        var seen = new HashSet<string>();
        var (reads, shift) = (0, 0);
        foreach (var (ticket, number) in desk.AwaitedInOrder())
        {
            if (seen.Contains(ticket))
            {
                continue;
            }

            if (reads++ == MostReads)
            {
                break;
            }

            var place = desk.Accepted - number + shift;
            var offset = Math.Max(0, place - PageSize + Margin);
            var history = await Http.Get("/enhancements/history", query: new { tenant_id = Tenant, limit = PageSize, offset }, name: "(follower) history");
            history.Require(200);
            var at = offset;
            foreach (var row in history.Json().EnumerateArray())
            {
                var found = row.GetProperty("ticket_id").GetString()!;
                seen.Add(found);
                shift += found == ticket ? at - place : 0;
                at++;
                Judge(desk, found, row);
            }

            if (seen.Add(ticket))
            {
                var one = await Http.Get($"/enhancements/{ticket}", query: new { tenant_id = Tenant }, name: "(follower) ticket");
                one.Require(200);
                Judge(desk, ticket, one.Json());
            }
        }
    }

    private void Judge(Desk desk, string ticket, JsonElement row)
    {
        if (row.GetProperty("status").GetString() is var status && status != "pending" && desk.Finished(ticket))
        {
            var took = row.GetProperty("completed_at").GetDateTimeOffset() - row.GetProperty("created_at").GetDateTimeOffset();
            Rate("enhanced", status == "completed");
            Trend("webhook to enhanced", took.TotalMilliseconds);
            desk.Took(took);
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
