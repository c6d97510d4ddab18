using System.Text;
using Samples;

namespace AiGateway.Hosting;

/// <summary>What a request of every service passes through, and the page of its metrics.</summary>
internal static class Pipeline
{
    private static readonly PathString[] Untouched = ["/health", "/metrics", "/pages"];

    public static void Use(WebApplication app, AiGatewayOptions options, ErrorShape errors, Action<StringBuilder> writeMetrics)
    {
        var requests = new RequestMetrics();
        app.Use(CorrelationMiddleware.Invoke);
        app.Use(new MetricsMiddleware(requests).Invoke);
        app.Use(new ErrorMiddleware(app.Logger, errors).Invoke);
        app.Use(new FaultMiddleware(options, new Dice(options.Seed), errors, IsFaulty).Invoke);
        app.MapMetrics("/metrics", text =>
        {
            requests.Write(text);
            writeMetrics(text);
            return default;
        });
    }

    private static bool IsFaulty(PathString path) => !Untouched.Any(prefix => path.StartsWithSegments(prefix));
}
