namespace Samples;

/// <summary>Gives every request an X-Correlation-ID, the caller's own where it sent a usable one, and echoes it on every answer.</summary>
public static class CorrelationMiddleware
{
    /// <summary>The header.</summary>
    public const string Header = "X-Correlation-ID";

    private const int MaxLength = 128;

    /// <summary>Passes a request on.</summary>
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
