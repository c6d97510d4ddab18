using ControlPlane.Errors;

namespace ControlPlane.Faults;

/// <summary>Makes the API slower and less reliable, as the command line says. Health answers are left alone.</summary>
internal sealed class FaultMiddleware(TimeSpan latency, double failRate, Random random)
{
    private static readonly PathString Api = "/api/v1";
    private static readonly PathString Health = "/api/v1/health";

    public Task Invoke(HttpContext context, RequestDelegate next)
    {
        if (latency == TimeSpan.Zero && failRate == 0 || !Applies(context.Request.Path))
        {
            return next(context);
        }

        return Slowly(context, next);
    }

    private static bool Applies(PathString path) => path.StartsWithSegments(Api) && !path.StartsWithSegments(Health);

    private async Task Slowly(HttpContext context, RequestDelegate next)
    {
        if (latency > TimeSpan.Zero)
        {
            await Task.Delay(latency, context.RequestAborted);
        }

        if (random.NextDouble() < failRate)
        {
            await context.Fail(StatusCodes.Status500InternalServerError, "Internal server error");
            return;
        }

        await next(context);
    }
}
