using ControlPlane.Storage;

namespace ControlPlane.Errors;

/// <summary>503 while the database is away, with the time after which to come again where its breaker knows it.</summary>
internal static class UnavailableMiddleware
{
    public static async Task Invoke(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (DatabaseUnavailableException problem) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            if (problem.Wait is { } wait)
            {
                context.RetryAfter(wait);
            }

            await context.Fail(StatusCodes.Status503ServiceUnavailable, problem.Message);
        }
    }
}
