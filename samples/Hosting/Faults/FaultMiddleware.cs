namespace Samples;

/// <summary>
/// Makes the API slower, smaller and less reliable, as the command line says: latency first, which holds up nobody else; then a place in the pool for the service
/// time and the work itself; then, perhaps, a failure.
/// </summary>
/// <param name="options">What the command line decides.</param>
/// <param name="dice">Where latencies and failures come from.</param>
/// <param name="shape">How a failure is answered.</param>
/// <param name="applies">The paths that are meant; health and metrics should not be.</param>
public sealed class FaultMiddleware(SampleOptions options, Dice dice, ErrorShape shape, Func<PathString, bool> applies)
{
    private readonly bool _isOff = options is { Latency.Median.Ticks: 0, FailRate: 0, Pool: null };
    private readonly SemaphoreSlim? _pool = options.Pool is { } size ? new(size, size) : null;

    /// <summary>Passes a request on.</summary>
    public Task Invoke(HttpContext context, RequestDelegate next) =>
        _isOff || !applies(context.Request.Path) ? next(context) : Slowly(context, next);

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
        ? shape.Answer(context, StatusCodes.Status500InternalServerError, shape.Broken)
        : next(context);
}
