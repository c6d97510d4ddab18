using ControlPlane.Errors;
using ControlPlane.Hosting;

namespace ControlPlane.Faults;

/// <summary>
/// Makes the API slower, smaller and less reliable, as the command line says: latency first, which holds up nobody else; then a place in the pool for the service
/// time and the work itself; then, perhaps, a failure. Health and metrics are left alone.
/// </summary>
internal sealed class FaultMiddleware(SampleOptions options, Dice dice)
{
    private static readonly PathString Api = "/api/v1";
    private static readonly PathString Health = "/api/v1/health";
    private static readonly PathString Metrics = "/api/v1/metrics";

    private readonly bool _isOff = options is { Latency.Median.Ticks: 0, FailRate: 0, Pool: null };
    private readonly SemaphoreSlim? _pool = options.Pool is { } size ? new(size, size) : null;

    public Task Invoke(HttpContext context, RequestDelegate next) =>
        _isOff || !Applies(context.Request.Path) ? next(context) : Slowly(context, next);

    private static bool Applies(PathString path) =>
        path.StartsWithSegments(Api) && !path.StartsWithSegments(Health) && !path.StartsWithSegments(Metrics);

    private async Task Slowly(HttpContext context, RequestDelegate next)
    {
        if (options.Latency.Median > TimeSpan.Zero)
        {
            await Task.Delay(options.Latency.Of(dice.Normal()), context.RequestAborted);
        }

        if (_pool is null)
        {
            await Answer(context, next);
            return;
        }

        // Who waits is served in the order of arrival.
        await _pool.WaitAsync(context.RequestAborted);
        try
        {
            await Task.Delay(options.ServiceTime, context.RequestAborted);
            await Answer(context, next);
        }
        finally
        {
            _pool.Release();
        }
    }

    private Task Answer(HttpContext context, RequestDelegate next) => dice.Uniform() < options.FailRate
        ? context.Fail(StatusCodes.Status500InternalServerError, "Internal server error")
        : next(context);
}
