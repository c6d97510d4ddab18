using System.Globalization;
using ControlPlane.Errors;

namespace ControlPlane.Throttling;

internal static class ThrottleAnswers
{
    public static Task Throttled(this HttpContext context, TimeSpan wait)
    {
        var seconds = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.RetryAfter = seconds;
        return context.Fail(StatusCodes.Status429TooManyRequests, $"Request was throttled. Expected available in {seconds} seconds.");
    }
}
