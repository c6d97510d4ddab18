namespace ControlPlane.Auth;

/// <summary>Finds the session that a request's cookie names.</summary>
internal sealed class SessionMiddleware(SessionStore sessions)
{
    public const string Cookie = "sessionid";

    public Task Invoke(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Cookies.TryGetValue(Cookie, out var id))
        {
            sessions.Find(id)?.Attach(context);
        }

        return next(context);
    }
}
