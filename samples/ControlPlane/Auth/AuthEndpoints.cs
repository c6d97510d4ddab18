using ControlPlane.Errors;
using ControlPlane.Requests;
using ControlPlane.Throttling;
using Samples;

namespace ControlPlane.Auth;

/// <summary>Login by session cookie, logout, and who one is.</summary>
internal sealed class AuthEndpoints(AccountDirectory accounts, SessionStore sessions, Throttle throttle, Gate gate)
{
    public void Map(WebApplication app)
    {
        // A trailing slash makes no difference to routing: the recorded scripts use both.
        app.MapPost("/api/v1/auth/login", (RequestDelegate)Login);
        app.MapPost("/api/v1/auth/logout", gate.Open(ThrottleScope.Api, Logout));
        app.MapGet("/api/v1/auth/me", gate.User((context, account) =>
            context.Answer(new(account.ToBody()), AuthJson.Default.Me)));
        app.MapGet("/api/v1/auth/validate", gate.User((context, account) =>
            context.Answer(new(true, account.ToBody(), Session.Of(context)!.Expires), AuthJson.Default.Validated)));
    }

    private async Task Login(HttpContext context)
    {
        using var fields = await RequestFields.Read(context);
        var login = fields.Text("email") ?? fields.Text("username");
        var password = fields.Text("password");
        var account = login is null || password is null ? null : accounts.Authenticate(login, password);

        // Nobody is logged in yet: a load-test user is known by having given the right password.
        if (!throttle.Allows(context, ThrottleScope.Api, account, out var wait))
        {
            await context.Throttled(wait);
            return;
        }

        if (login is null || password is null)
        {
            await context.Refuse(StatusCodes.Status400BadRequest, "Email and password required");
            return;
        }

        if (account is null)
        {
            await context.Refuse(StatusCodes.Status401Unauthorized, "Invalid email or password");
            return;
        }

        var session = sessions.Open(account);
        context.Response.Cookies.Append(SessionMiddleware.Cookie, session.Id, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            MaxAge = SessionStore.Lifetime,
            Path = "/",
        });
        await context.Answer(new(account.ToBody(), session.Id), AuthJson.Default.LoggedIn);
    }

    private Task Logout(HttpContext context)
    {
        if (Session.Of(context) is { } session)
        {
            sessions.Close(session);
        }

        context.Response.Cookies.Delete(SessionMiddleware.Cookie);
        return context.Answer(new("Logged out successfully"), AuthJson.Default.Done);
    }
}
