using ControlPlane.Errors;

namespace ControlPlane.Throttling;

internal static class ThrottleAnswers
{
    public static Task Throttled(this HttpContext context, TimeSpan wait)
    {
        context.RetryAfter(wait);
        return context.Fail(StatusCodes.Status429TooManyRequests, $"Request was throttled. Expected available in {context.Response.Headers.RetryAfter} seconds.");
    }
}
