using ControlPlane.Errors;
using ControlPlane.Throttling;

namespace ControlPlane.Auth;

/// <summary>Who may pass to an endpoint, and how often.</summary>
internal sealed class Gate(Throttle throttle)
{
    /// <summary>For everybody.</summary>
    public RequestDelegate Open(ThrottleScope scope, RequestDelegate next) => context =>
        throttle.Allows(context, scope, Session.Of(context)?.Account, out var wait) ? next(context) : context.Throttled(wait);

    /// <summary>For who is logged in.</summary>
    public RequestDelegate User(Func<HttpContext, Account, Task> next) => context =>
        Session.Of(context) is not { Account: var account } ? context.Unauthenticated()
        : throttle.Allows(context, ThrottleScope.Api, account, out var wait) ? next(context, account)
        : context.Throttled(wait);

    /// <summary>For accounts that may do it.</summary>
    public RequestDelegate User(Func<Account, bool> may, Func<HttpContext, Account, Task> next) => User((context, account) =>
        may(account) ? next(context, account) : context.Forbidden());
}
