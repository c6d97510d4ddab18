using ControlPlane.Auth;
using ControlPlane.Cab;
using ControlPlane.Connectors;
using ControlPlane.Deployments;
using ControlPlane.Errors;
using ControlPlane.Events;
using ControlPlane.Health;
using ControlPlane.Monitoring;
using ControlPlane.Risk;
using ControlPlane.Storage;
using ControlPlane.Throttling;
using Samples;

namespace ControlPlane.Hosting;

/// <summary>Puts the service together: what a request passes through, and what answers it.</summary>
internal static class SampleService
{
    /// <summary>Runs it until it is told to stop.</summary>
    public static async Task Run(WebApplication app, IDatabase database, ControlPlaneOptions options)
    {
        var clock = TimeProvider.System;
        var errors = new ControlPlaneErrors();
        var sessions = new SessionStore(clock);
        var throttle = new Throttle(clock, options.AllowLoadTestUsers);
        var gate = new Gate(throttle);
        var metrics = new ServiceMetrics();
        var connectors = new ConnectorSet(clock, options.BreakerReset, options.PlaneFaults, metrics);
        var breakers = new BreakerSet(connectors, database);
        var progress = new DeploymentProgress(database, metrics, clock);
        var publisher = new Publisher(database, connectors, new ActiveChanges(database, progress, clock), metrics, clock);
        var queue = new DeployQueue(database, publisher, metrics, clock, app.Logger);
        var assessor = new RiskAssessor(database, clock, options.HasRiskModel);

        app.Use(CorrelationMiddleware.Invoke);
        app.Use(new MetricsMiddleware(metrics.Requests).Invoke);
        app.Use(new ErrorMiddleware(app.Logger, errors).Invoke);
        app.Use(UnavailableMiddleware.Invoke);
        app.Use(new FaultMiddleware(options, new Dice(options.Seed), errors, IsFaulty).Invoke);
        app.Use(new SessionMiddleware(sessions).Invoke);

        new HealthEndpoints(database, breakers, clock).Map(app);
        new MetricsEndpoints(metrics, connectors, breakers, database).Map(app);
        new AuthEndpoints(new AccountDirectory(), sessions, throttle, gate).Map(app);
        new DeploymentEndpoints(database, assessor, queue, metrics, gate, clock).Map(app);
        new LegacyCabEndpoints(database, metrics, gate, clock).Map(app);
        new CabRequestEndpoints(database, metrics, gate, clock).Map(app);
        new CabExceptionEndpoints(database, gate, clock).Map(app);
        new PolicyEndpoints(database, assessor, gate).Map(app);
        new EventEndpoints(database.Events, gate).Map(app);
        new PublishingEndpoints(database, connectors, publisher, progress, metrics, gate).Map(app);
        new ConnectorEndpoints(database, connectors, breakers, gate).Map(app);

        using var stop = new CancellationTokenSource();
        var jobs = queue.Run(stop.Token);
        try
        {
            await app.RunAsync();
        }
        finally
        {
            await stop.CancelAsync();
            await jobs;
        }
    }

    // Health and metrics are left alone.
    private static bool IsFaulty(PathString path) =>
        path.StartsWithSegments("/api/v1") && !path.StartsWithSegments("/api/v1/health") && !path.StartsWithSegments("/api/v1/metrics");
}
