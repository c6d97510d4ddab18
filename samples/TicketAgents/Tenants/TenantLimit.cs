using System.Collections.Concurrent;
using System.Globalization;
using Samples;
using TicketAgents.Errors;

namespace TicketAgents.Tenants;

/// <summary>How many requests a tenant may make to an endpoint within a minute that slides; no limit by default.</summary>
internal sealed class TenantLimit(int? limit, TimeProvider clock)
{
    private const int MaxHistories = 10_000;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<(string Tenant, string Endpoint), ThrottleHistory> _histories = new();

    /// <summary>Whether a request may go on; if not, it was answered with 429.</summary>
    public async ValueTask<bool> Allows(HttpContext context, string tenant, string endpoint)
    {
        if (limit is not { } most || _histories.Count >= MaxHistories && !_histories.ContainsKey((tenant, endpoint)))
        {
            return true;
        }

        var history = _histories.GetOrAdd((tenant, endpoint), static (_, size) => new(size), most);
        var period = (long)(Period.TotalSeconds * clock.TimestampFrequency);
        if (history.TryAdmit(clock.GetTimestamp(), period, out var ticks))
        {
            return true;
        }

        var wait = Math.Ceiling(clock.GetElapsedTime(0, ticks).TotalSeconds);
        context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        await context.Fail(StatusCodes.Status429TooManyRequests, "Rate limit exceeded");
        return false;
    }
}
