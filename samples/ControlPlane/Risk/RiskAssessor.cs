using System.Text.Json;
using ControlPlane.Deployments;
using ControlPlane.Storage;

namespace ControlPlane.Risk;

/// <summary>Assesses deployments by the model, with what the service knows of the application.</summary>
/// <param name="database">Where its history is.</param>
/// <param name="clock">The time.</param>
/// <param name="hasModel">Whether there is a model; without one the recorded system answered 500 to every deployment.</param>
internal sealed class RiskAssessor(IDatabase database, TimeProvider clock, bool hasModel)
{
    public bool HasModel => hasModel;

    public async ValueTask<RiskAssessment> Assess(Ring ring, string app, JsonElement? evidence, CancellationToken cancellationToken)
    {
        var history = await database.Deployments.Newest(RiskModel.MaxHistory, [new(Deployment.AppField, app)], cancellationToken);
        return RiskModel.Assess(ring, evidence, history, clock.GetUtcNow());
    }
}
