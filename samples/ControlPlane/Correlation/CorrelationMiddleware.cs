namespace ControlPlane.Correlation;

/// <summary>Gives every request an X-Correlation-ID, the caller's own where it sent a usable one, and echoes it on every answer.</summary>
internal static class CorrelationMiddleware
{
    public const string Header = "X-Correlation-ID";

    private const int MaxLength = 128;

    public static Task Invoke(HttpContext context, RequestDelegate next)
    {
        var id = context.Request.Headers[Header].ToString();
        if (!IsUsable(id))
        {
            id = Guid.NewGuid().ToString();
        }

        context.TraceIdentifier = id;
        context.Response.Headers[Header] = id;
        return next(context);
    }

    private static bool IsUsable(string id) =>
        id.Length is > 0 and <= MaxLength && !id.AsSpan().ContainsAnyExceptInRange('!', '~');
}
