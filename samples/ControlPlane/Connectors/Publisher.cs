using ControlPlane.Deployments;
using ControlPlane.Events;
using ControlPlane.Monitoring;
using ControlPlane.Storage;
using Samples;

namespace ControlPlane.Connectors;

/// <summary>
/// Publishes deployments to planes: what policy forbids, not at all; the rest once for each key. Of an application one change at a time goes to a ring, unless
/// the board approved the others.
/// </summary>
internal sealed class Publisher(IDatabase database, ConnectorSet connectors, ActiveChanges changes, ServiceMetrics metrics, TimeProvider clock)
{
    /// <returns>What went wrong; null where it is published, now or, without a key of the caller's, before.</returns>
    public async ValueTask<ConnectorProblem?> Publish(PublishOrder order, CancellationToken cancellationToken)
    {
        if (Forbidden(order) is { } forbidden)
        {
            return new(StatusCodes.Status403Forbidden, forbidden);
        }

        var begins = order.Deployment.Status is DeploymentStatus.Approved or DeploymentStatus.AwaitingCab;
        var isApproved = order.Deployment is { Status: DeploymentStatus.Approved, RequiresCabApproval: true };
        if (begins && !await changes.Claim(order.Deployment, order.Actor, cancellationToken) && !isApproved)
        {
            return new(
                StatusCodes.Status409Conflict,
                $"Another change of {order.Deployment.AppName} in {WireEnum<Ring>.Text(order.Deployment.TargetRing)} is active, and the board has not approved this one");
        }

        var row = new Publication
        {
            Key = order.Key,
            DeploymentId = order.Deployment.CorrelationId,
            Plane = order.Plane,
            Ring = order.TargetRing,
            TargetCount = order.TargetCount,
            State = PublicationState.InProgress,
            PublishedAt = clock.GetUtcNow(),
        };

        // Whoever adds the row, or takes up a failed one, is the only one to call the plane.
        var (found, added) = await database.Publications.Add(row, [], cancellationToken);
        if (!added && found.State == PublicationState.Failed)
        {
            added = (await database.Publications.Update(
                order.Key, old => old.State == PublicationState.Failed ? row : null, [], cancellationToken)).After is not null;
        }

        if (!added)
        {
            return order.IdempotencyKey is null && found.State == PublicationState.Succeeded
                ? null
                : new(StatusCodes.Status409Conflict, "This publication was ordered before");
        }

        // From here on it must come to an end, whether the caller waits for it or not.
        var problem = connectors[order.Plane].Call("publish");
        await database.Publications.Update(
            order.Key,
            old => old with { State = problem is null ? PublicationState.Succeeded : PublicationState.Failed },
            [],
            CancellationToken.None);
        if (begins)
        {
            await (problem is null ? Start(order) : changes.Release(order.Deployment));
        }

        return problem;
    }

    private static string? Forbidden(PublishOrder order) =>
        order.TargetRing > order.Deployment.TargetRing
            ? $"The deployment is for {WireEnum<Ring>.Text(order.Deployment.TargetRing)}, not for {WireEnum<Ring>.Text(order.TargetRing)}"
            : order.Deployment.Status switch
            {
                DeploymentStatus.Approved or DeploymentStatus.Deploying or DeploymentStatus.Completed => null,

                // The first ring beyond the laboratory may be tried without the board.
                DeploymentStatus.AwaitingCab when order.TargetRing <= Ring.Canary => null,
                DeploymentStatus.AwaitingCab => "The board has not approved the deployment",
                var status => $"The deployment is {WireEnum<DeploymentStatus>.Text(status)}",
            };

    private async ValueTask Start(PublishOrder order)
    {
        var id = order.Deployment.CorrelationId;
        var data = $$"""{"target_plane":"{{WireEnum<ConnectorType>.Text(order.Plane)}}"}""";
        var change = await database.Deployments.Update(
            Deployment.KeyOf(id),
            row => row.Status is DeploymentStatus.Approved or DeploymentStatus.AwaitingCab ? row with { Status = DeploymentStatus.Deploying } : null,
            [new(id, EventType.DeploymentStarted, data, order.Actor)],
            CancellationToken.None);
        if (change.After is { } started)
        {
            metrics.Reached(started);
        }
    }
}
