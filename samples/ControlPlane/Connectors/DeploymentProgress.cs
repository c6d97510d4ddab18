using ControlPlane.Deployments;
using ControlPlane.Events;
using ControlPlane.Monitoring;
using ControlPlane.Storage;

namespace ControlPlane.Connectors;

/// <summary>How far deployments are. Devices install by the clock, so one is found to be complete when somebody looks.</summary>
internal sealed class DeploymentProgress(IDatabase database, ServiceMetrics metrics, TimeProvider clock)
{
    private const int MaxTelemetry = 100;

    // How long a plane takes to install on all devices.
    private static readonly TimeSpan InstallTime = TimeSpan.FromSeconds(20);

    /// <summary>The deployment as it is now, and its latest publication on each plane; null where there is none.</summary>
    /// <param name="id">The deployment's.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="cancellationToken">The caller went away.</param>
    public async ValueTask<(Deployment Deployment, IReadOnlyList<Publication> Planes)?> Of(Guid id, string actor, CancellationToken cancellationToken)
    {
        var published = await database.Publications.Newest(MaxTelemetry, [new(Publication.DeploymentField, Deployment.KeyOf(id))], cancellationToken);
        if (await database.Deployments.Find(Deployment.KeyOf(id), cancellationToken) is not { } deployment)
        {
            return null;
        }

        Publication[] planes = [.. published.Where(row => row.State == PublicationState.Succeeded).DistinctBy(row => row.Plane)];
        if (deployment.Status == DeploymentStatus.Deploying && planes.Length > 0 && planes.All(plane => Installed(plane) == plane.TargetCount))
        {
            var change = await database.Deployments.Update(
                Deployment.KeyOf(id),
                row => row.Status == DeploymentStatus.Deploying ? row with { Status = DeploymentStatus.Completed } : null,
                [new(id, EventType.DeploymentCompleted, "{}", actor)],
                cancellationToken);
            if (change.After is { } completed)
            {
                deployment = completed;
                metrics.Completed(completed, clock.GetUtcNow() - completed.CreatedAt);
            }
        }

        return (deployment, planes);
    }

    /// <summary>How many devices have it.</summary>
    public int Installed(Publication row) => (int)(row.TargetCount * Math.Clamp((clock.GetUtcNow() - row.PublishedAt) / InstallTime, 0, 1));
}
