using System.Threading.Channels;
using ControlPlane.Deployments;
using ControlPlane.Events;
using ControlPlane.Monitoring;
using ControlPlane.Storage;

namespace ControlPlane.Connectors;

/// <summary>
/// Publishes what was approved at its creation, in the background: four at a time, a failed one tried again three times after 1, 2 and 4 s. Jobs are in memory
/// and as many as the capacity; a deployment that found no place stays approved.
/// </summary>
internal sealed class DeployQueue(IDatabase database, Publisher publisher, ServiceMetrics metrics, TimeProvider clock, ILogger logger)
{
    private const int Capacity = 10_000;
    private const int Workers = 4;
    private const int Retries = 3;
    private const int TargetCount = 100;
    private const string Actor = "deploy_to_connector";

    private readonly Channel<Deployment> _jobs = Channel.CreateBounded<Deployment>(Capacity);

    public void Add(Deployment deployment)
    {
        if (!_jobs.Writer.TryWrite(deployment))
        {
            logger.LogWarning("No place in the queue for deployment {CorrelationId}", deployment.CorrelationId);
        }
    }

    /// <summary>Works until it is cancelled.</summary>
    public Task Run(CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Work(cancellationToken)));

    private async Task Work(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var deployment in _jobs.Reader.ReadAllAsync(cancellationToken))
            {
                await Do(deployment, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async ValueTask Do(Deployment deployment, CancellationToken cancellationToken)
    {
        var id = deployment.CorrelationId;
        var started = clock.GetTimestamp();
        try
        {
            var order = new PublishOrder(deployment, deployment.ConnectorType, null, TargetCount, Deployment.KeyOf(id), Actor);
            var problem = await publisher.Publish(order, cancellationToken);
            for (var retry = 0; retry < Retries && problem is { ErrorClass: ErrorClass.Transient }; retry++)
            {
                await Task.Delay(TimeSpan.FromSeconds(1 << retry), clock, cancellationToken);
                problem = await publisher.Publish(order, cancellationToken);
            }

            metrics.Worked(Actor, problem is null, clock.GetElapsedTime(started));

            // A conflict is a caller that was faster.
            if (problem is not null && problem.StatusCode != StatusCodes.Status409Conflict)
            {
                var change = await database.Deployments.Update(
                    Deployment.KeyOf(id),
                    row => row.Status == DeploymentStatus.Approved ? row with { Status = DeploymentStatus.Failed } : null,
                    [new(id, EventType.DeploymentFailed, $$"""{"status_code":{{problem.StatusCode}}}""", Actor)],
                    cancellationToken);
                if (change.After is { } failed)
                {
                    metrics.Reached(failed);
                }
            }
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            logger.LogError(problem, "The job of deployment {CorrelationId} failed", id);
        }
    }
}
