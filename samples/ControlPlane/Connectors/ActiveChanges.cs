using ControlPlane.Deployments;
using ControlPlane.Storage;

namespace ControlPlane.Connectors;

/// <summary>Sees to it that of an application one change at a time goes to a ring.</summary>
internal sealed class ActiveChanges(IDatabase database, DeploymentProgress progress, TimeProvider clock)
{
    // What has not begun by then never will: the process that claimed the place is gone.
    private static readonly TimeSpan TimeToBegin = TimeSpan.FromMinutes(1);

    /// <summary>Takes the place for a deployment that is about to begin.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="actor">Who begins it.</param>
    /// <param name="cancellationToken">The caller went away.</param>
    /// <returns>False where another one is active.</returns>
    public async ValueTask<bool> Claim(Deployment deployment, string actor, CancellationToken cancellationToken)
    {
        var claim = new ActiveChange { Key = ActiveChange.KeyOf(deployment), DeploymentId = deployment.CorrelationId, ClaimedAt = clock.GetUtcNow() };
        var (held, added) = await database.ActiveChanges.Add(claim, [], cancellationToken);
        if (added)
        {
            return true;
        }

        if (held.DeploymentId != claim.DeploymentId && await IsActive(held, actor, cancellationToken))
        {
            return false;
        }

        // Whoever locks the row first gets the place; who comes after finds another holder in it.
        var change = await database.ActiveChanges.Update(
            claim.Key, row => row == held || row.DeploymentId == claim.DeploymentId ? claim : null, [], cancellationToken);
        return change.After is not null;
    }

    /// <summary>Gives the place back where the deployment did not begin.</summary>
    public async ValueTask Release(Deployment deployment) => await database.ActiveChanges.Update(
        ActiveChange.KeyOf(deployment),
        row => row.DeploymentId == deployment.CorrelationId ? row with { DeploymentId = Guid.Empty } : null,
        [],
        CancellationToken.None);

    private async ValueTask<bool> IsActive(ActiveChange held, string actor, CancellationToken cancellationToken) =>
        await progress.Of(held.DeploymentId, actor, cancellationToken) is ({ Status: var status }, _) && status switch
        {
            DeploymentStatus.Deploying => true,
            DeploymentStatus.Approved or DeploymentStatus.AwaitingCab => clock.GetUtcNow() - held.ClaimedAt < TimeToBegin,
            _ => false,
        };
}
