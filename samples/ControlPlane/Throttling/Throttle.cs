using System.Collections.Concurrent;
using ControlPlane.Auth;
using Samples;

namespace ControlPlane.Throttling;

/// <summary>
/// Counts each caller's requests within an hour: users by account, others by address. Load-test users are exempt only where the
/// command line allows it, and only by having logged in.
/// </summary>
internal sealed class Throttle(TimeProvider clock, bool allowLoadTestUsers)
{
    private const int MaxCallers = 10_000;

    private readonly ConcurrentDictionary<(ThrottleScope Scope, string Caller), ThrottleHistory> _histories = new();

    /// <summary>Whether a request may go on; if not, how long until one may.</summary>
    public bool Allows(HttpContext context, ThrottleScope scope, Account? account, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        if (allowLoadTestUsers && account is { IsLoadTestUser: true })
        {
            return true;
        }

        // Logging in is still anonymous: only a session makes a caller a user.
        var caller = Session.Of(context)?.Account.Username ?? context.Connection.RemoteIpAddress?.ToString() ?? "";
        var now = clock.GetTimestamp();
        var period = (long)(ThrottleRates.Period.TotalSeconds * clock.TimestampFrequency);
        if (!_histories.TryGetValue((scope, caller), out var history))
        {
            Forget(now - period);
            history = _histories.GetOrAdd((scope, caller), static key => new ThrottleHistory(ThrottleRates.Limit(key.Scope)));
        }

        var allowed = history.TryAdmit(now, period, out var ticks);
        wait = clock.GetElapsedTime(0, ticks);
        return allowed;
    }

    // Callers who made no request within the period are as good as new; beyond the capacity anyone may be.
    private void Forget(long before)
    {
        if (_histories.Count < MaxCallers)
        {
            return;
        }

        foreach (var (key, history) in _histories)
        {
            if (history.Last < before || _histories.Count > MaxCallers)
            {
                _histories.TryRemove(key, out _);
            }
        }
    }
}
