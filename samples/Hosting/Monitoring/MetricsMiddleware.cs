using System.Diagnostics;

namespace Samples;

/// <summary>Counts and times every request, under its route.</summary>
public sealed class MetricsMiddleware(RequestMetrics metrics)
{
    private const string NoEndpoint = "(none)";

    /// <summary>Passes a request on.</summary>
    public async Task Invoke(HttpContext context, RequestDelegate next)
    {
        var started = Stopwatch.GetTimestamp();
        await next(context);
        var endpoint = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? NoEndpoint;
        metrics.Answered(Method(context.Request.Method), endpoint, context.Response.StatusCode, Stopwatch.GetElapsedTime(started));
    }

    // A method can be any word.
    private static string Method(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsPost(method) || HttpMethods.IsPut(method) || HttpMethods.IsDelete(method)
        || HttpMethods.IsPatch(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) ? method : "other";
}
