using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>The hooks of a run that its users call, guarded: what they throw is reported and goes no further. Users have none where none is set.</summary>
internal sealed class UserHooks
{
    public Action<RequestEvent>? Request { get; init; }

    public Action<RequestDraft>? RequestFilter { get; init; }

    public Action<UserErrorEvent>? UserError { get; init; }

    public IUserTrace? Trace { get; init; }

    /// <summary>Takes the name of a hook and what it threw; from any thread.</summary>
    public required Action<string, Exception> Failed { get; init; }

    /// <summary>A request has counted: an HTTP exchange, or what was measured around another client (<paramref name="exchange"/> is null).</summary>
    /// <param name="user">Whose.</param>
    /// <param name="sample">As it was recorded.</param>
    /// <param name="kind">How it failed.</param>
    /// <param name="reason">Why it failed.</param>
    /// <param name="started">In ticks of the monotonic clock.</param>
    /// <param name="exchange">What was sent and came back.</param>
    public void Settled(UserContext user, in RequestSample sample, FailureKind kind, string? reason, long started, Exchange? exchange)
    {
        if (Request is null && Trace is null)
        {
            return;
        }

        var key = user.Recorder.Request(sample.RequestId);
        var settled = new RequestEvent
        {
            Method = key.Method,
            Name = key.Name,
            Status = Math.Max(0, sample.Status),
            ResponseTime = TimeSpan.FromMicroseconds(sample.ResponseTime),
            ServiceTime = TimeSpan.FromMicroseconds(sample.ServiceTime),
            BytesSent = sample.Sent,
            BytesReceived = sample.Received,
            BodyLength = sample.Body,
            Kind = kind,
            Reason = kind == FailureKind.None ? null : reason ?? kind.ToString(),
            UserClass = user.ClassName,
            UserNumber = user.Number,
            Started = user.Time.GetUtcNow() - MonotonicClock.ToTimeSpan(MonotonicClock.Ticks - started),
            Target = exchange?.Target,
        };
        Trace?.Settled(in settled, exchange);
        if (Request is not null)
        {
            Call(user, nameof(Request), Request, settled);
        }
    }

    /// <summary>An exception of the user's code was counted.</summary>
    public void Error(UserContext user, string where, Exception exception)
    {
        Trace?.Failed(where, exception);
        if (UserError is not null)
        {
            Call(user, nameof(UserError), UserError, new UserErrorEvent(user.ClassName, user.Number, where, exception));
        }
    }

    /// <summary>The filter sees a request before it is sent.</summary>
    public void Filter(UserContext user, RequestDraft draft)
    {
        if (RequestFilter is not null)
        {
            Call(user, nameof(RequestFilter), RequestFilter, draft);
        }
    }

    private void Call<T>(UserContext user, string name, Action<T> hook, T argument)
    {
        // Marked, so that a hook that blocks the loop is found and named.
        var loop = user.Loop;
        var enters = loop.IsCurrent && loop.Running is null;
        if (enters)
        {
            loop.Enter(user.Mark);
        }

        user.Hook = name;
        try
        {
            hook(argument);
        }
        catch (Exception exception)
        {
            Failed(name, exception);
        }
        finally
        {
            user.Hook = null;
            if (enters)
            {
                loop.Leave();
            }
        }
    }
}
