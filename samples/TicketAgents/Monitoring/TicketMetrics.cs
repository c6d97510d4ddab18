using System.Collections.Concurrent;
using System.Text;
using Samples;
using TicketAgents.Tenants;

namespace TicketAgents.Monitoring;

/// <summary>The service's metrics, by the names that the recorded system's alerts use.</summary>
internal sealed class TicketMetrics
{
    // From the fast dependency of this sample to the slow one of the recorded system, whose own buckets ended at 10 s and said 10 of everything that took longer.
    private static readonly double[] Seconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 40, 50, 60, 90, 120, 300, 600];

    private readonly CounterFamily<(string Tenant, string Status)> _requests = new(
        "enhancement_requests_total", "Webhooks by what became of them.", key => $"tenant_id=\"{key.Tenant}\",status=\"{key.Status}\"");

    private readonly HistogramFamily<string> _seconds = new(
        "enhancement_duration_seconds", "From the webhook's acceptance to the enhanced ticket.", Seconds, tenant => $"tenant_id=\"{tenant}\"");

    private readonly ConcurrentDictionary<string, Outcomes> _outcomes = new();
    private int _inProgress;

    public RequestMetrics Requests { get; } = new();

    public void Received(Tenant tenant) => _requests.Add((tenant.Id, "received"));

    public void Queued(Tenant tenant) => _requests.Add((tenant.Id, "queued"));

    /// <summary>A webhook was refused; without a tenant where it named none that there is.</summary>
    public void Rejected(Tenant? tenant) => _requests.Add((tenant?.Id ?? "", "rejected"));

    public void Began() => Interlocked.Increment(ref _inProgress);

    public void Ended() => Interlocked.Decrement(ref _inProgress);

    public void Finished(string tenant, bool isCompleted, TimeSpan time)
    {
        var outcomes = _outcomes.GetOrAdd(tenant, static _ => new());
        Interlocked.Increment(ref outcomes.Finished);
        if (isCompleted)
        {
            Interlocked.Increment(ref outcomes.Completed);
            _seconds.Observe(tenant, time.TotalSeconds);
        }
    }

    public void Write(StringBuilder text)
    {
        Requests.Write(text);
        _requests.Write(text);
        _seconds.Write(text);
        text.WriteGauge(
            "enhancement_success_rate",
            "Completed of those that this process finished.",
            _outcomes.Select(pair => ($"tenant_id=\"{pair.Key}\"", (double)Volatile.Read(ref pair.Value.Completed) / Volatile.Read(ref pair.Value.Finished))));
        text.WriteGauge("enhancement_in_progress", "Tickets that this process works on.", ("", Volatile.Read(ref _inProgress)));
    }

    private sealed class Outcomes
    {
        public long Finished;
        public long Completed;
    }
}
