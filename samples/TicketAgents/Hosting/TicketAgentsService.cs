using Samples;
using TicketAgents.Agents;
using TicketAgents.Enhancing;
using TicketAgents.Errors;
using TicketAgents.Health;
using TicketAgents.History;
using TicketAgents.Jobs;
using TicketAgents.Monitoring;
using TicketAgents.Tenants;
using TicketAgents.Webhooks;

namespace TicketAgents.Hosting;

/// <summary>Puts the service together: what a request passes through, what answers it, and the worker.</summary>
internal static class TicketAgentsService
{
    // How long what is to be taken up waits for a place.
    private static readonly TimeSpan FullQueue = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs it until it is told to stop.</summary>
    public static async Task Run(WebApplication app, IStore store, IJobQueue queue, TicketAgentsOptions options)
    {
        var clock = TimeProvider.System;
        var metrics = new TicketMetrics();
        app.Use(CorrelationMiddleware.Invoke);
        app.Use(new MetricsMiddleware(metrics.Requests).Invoke);
        app.Use(new ErrorMiddleware(app.Logger, new TicketAgentsErrors()).Invoke);
        new HealthEndpoints(store, queue, clock).Map(app);
        new MonitoringEndpoints(metrics, store, queue, clock).Map(app);
        if (options.Role != Role.Worker)
        {
            var intake = new Intake(store, queue);
            var limit = new TenantLimit(options.TenantLimit, clock);
            new ServiceDeskEndpoint(intake, new TenantDirectory(), limit, options.Dialects, metrics, clock, app.Logger).Map(app);
            new ResolvedTicketEndpoint(store, app.Logger).Map(app);
            new AgentEndpoint(intake, new AgentDirectory(), clock, app.Logger).Map(app);
            new PauseEndpoints(store, clock).Map(app);
            new HistoryEndpoints(store, limit).Map(app);
        }

        using var stop = new CancellationTokenSource();
        var work = options.Role == Role.Api ? Task.CompletedTask : Guarded(Work(store, queue, metrics, options, clock, stop.Token));
        try
        {
            await app.RunAsync();
        }
        finally
        {
            await stop.CancelAsync();
            await work;
        }

        // A service without its worker would accept what it never does.
        async Task Guarded(Task worker)
        {
            try
            {
                await worker;
            }
            catch (Exception problem) when (!stop.IsCancellationRequested)
            {
                app.Lifetime.StopApplication();
                throw new StartException($"The worker cannot go on: {problem.Message}");
            }
        }
    }

    private static async Task Work(IStore store, IJobQueue queue, TicketMetrics metrics, TicketAgentsOptions options, TimeProvider clock, CancellationToken stop)
    {
        var dice = new Dice(options.Seed);
        var enhancer = new Enhancer(new(options.Latency, options.FailRate, dice, clock), options.ContextTimeout, clock);
        var worker = new Worker(store, queue, enhancer, new(store, clock), dice, metrics, options, clock);

        // A queue in memory has forgotten what the database knows; it may hold less of it.
        var unfinished = options.RabbitMq is null ? await store.Unfinished(stop) : [];
        await Task.WhenAll(worker.Run(stop), TakeUp(unfinished, queue, clock, stop));
    }

    private static async Task TakeUp(IReadOnlyList<Job> jobs, IJobQueue queue, TimeProvider clock, CancellationToken stop)
    {
        foreach (var job in jobs)
        {
            while (!await TryPublish(job))
            {
                await Task.Delay(FullQueue, clock, stop);
            }
        }

        async ValueTask<bool> TryPublish(Job job)
        {
            try
            {
                await queue.Publish(job, stop);
                return true;
            }
            catch (QueueUnavailableException)
            {
                return false;
            }
        }
    }
}
