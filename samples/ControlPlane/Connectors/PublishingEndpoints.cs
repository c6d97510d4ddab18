using ControlPlane.Auth;
using ControlPlane.Deployments;
using ControlPlane.Errors;
using ControlPlane.Events;
using ControlPlane.Monitoring;
using ControlPlane.Requests;
using ControlPlane.Storage;
using Samples;

namespace ControlPlane.Connectors;

/// <summary>Publish a deployment to a plane, see how far it is, repair it or take it back.</summary>
internal sealed class PublishingEndpoints(IDatabase database, ConnectorSet connectors, Publisher publisher, DeploymentProgress progress, ServiceMetrics metrics, Gate gate)
{
    private const string KeyHeader = "Idempotency-Key";
    private const int MaxKey = 128;
    private const int MaxReason = 2000;
    private const int MaxDevices = 1_000_000;
    private const int DefaultDevices = 100;

    public void Map(WebApplication app)
    {
        app.MapPost("/api/v1/connectors/publish/", gate.User(Publish));
        app.MapGet("/api/v1/connectors/status/{id:guid}/", gate.User(Status));
        app.MapPost("/api/v1/connectors/remediate/", gate.User(Remediate));
    }

    private async Task Publish(HttpContext context, Account account)
    {
        using var fields = await RequestFields.Read(context);
        var checks = new FieldChecks(fields);
        var id = checks.Uuid("deployment_id");
        var connector = Plane(checks);
        checks.Object("config", int.MaxValue);
        var config = new FieldChecks(fields.Nested("config"));
        var ring = config.OneOf<Ring>("ring", required: false);
        var count = config.Number("target_count", 1, MaxDevices, decimals: 0, otherwise: DefaultDevices);
        checks.Add("config.", config);
        var key = context.Request.Headers[KeyHeader].ToString();
        if (key.Length > MaxKey || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            checks.Add(KeyHeader, $"Must be up to {MaxKey} visible ASCII characters.");
        }

        if (!checks.Ok)
        {
            await context.Invalid(checks.Problems);
            return;
        }

        if (await database.Deployments.Find(Deployment.KeyOf(id), context.RequestAborted) is not { } deployment)
        {
            await context.Answer(Unknown());
            return;
        }

        var order = new PublishOrder(deployment, connector!.Type, ring, (int)count, key.Length > 0 ? key : null, account.Username);
        await (await publisher.Publish(order, context.RequestAborted) is { } problem
            ? context.Answer(problem)
            : context.Answer(
                new("success", id, $"Published to {connector.Name}", order.TargetCount), ConnectorJson.Default.Published));
    }

    private async Task Status(HttpContext context, Account account)
    {
        var id = Guid.Parse((string)context.Request.RouteValues["id"]!);
        if (await progress.Of(id, account.Username, context.RequestAborted) is not (var deployment, var planes))
        {
            await context.Answer(Unknown());
            return;
        }

        await context.Answer(new(id, deployment.Status, [.. planes.Select(Telemetry)]), ConnectorJson.Default.Telemetry);
    }

    private async Task Remediate(HttpContext context, Account account)
    {
        using var fields = await RequestFields.Read(context);
        var checks = new FieldChecks(fields);
        var id = checks.Uuid("deployment_id");
        checks.Text("reason", MaxReason);
        var action = checks.OneOf<RemediationAction>("action");
        var connector = fields.Json("target_plane") is null && fields.Text("target_plane") is null ? null : Plane(checks);
        if (!checks.Ok)
        {
            await context.Invalid(checks.Problems);
            return;
        }

        if (await database.Deployments.Find(Deployment.KeyOf(id), context.RequestAborted) is not { } deployment)
        {
            await context.Answer(Unknown());
            return;
        }

        connector ??= connectors[deployment.ConnectorType];
        var problem = deployment.Status is DeploymentStatus.Deploying or DeploymentStatus.Completed or DeploymentStatus.Failed
            ? connector.Call("remediate")
            : new(StatusCodes.Status409Conflict, $"The deployment is {WireEnum<DeploymentStatus>.Text(deployment.Status)}: there is nothing to repair");
        if (problem is not null)
        {
            await context.Answer(problem);
            return;
        }

        if (action == RemediationAction.Rollback)
        {
            var change = await database.Deployments.Update(
                Deployment.KeyOf(id),
                row => row with { Status = DeploymentStatus.RolledBack },
                [new(id, EventType.RollbackInitiated, "{}", account.Username), new(id, EventType.RollbackCompleted, "{}", account.Username)],
                context.RequestAborted);
            if (change.After is { } back)
            {
                metrics.Reached(back);
            }
        }
        else
        {
            await database.Events.Append(new(id, EventType.RemediationTriggered, "{}", account.Username), context.RequestAborted);
        }

        await context.Answer(new("remediated", id), ConnectorJson.Default.Remediated);
    }

    private Connector? Plane(FieldChecks checks)
    {
        const string field = "target_plane";
        var name = checks.Text(field, 100);
        var connector = connectors.Find(name);
        if (connector is null && name.Length > 0)
        {
            checks.Add(field, $"Must be one of {WireEnum<ConnectorType>.All.ToUpperInvariant()}.");
        }

        return connector;
    }

    private ConnectorBodies.PlaneTelemetry Telemetry(Publication row)
    {
        var installed = progress.Installed(row);
        return new(
            row.Plane, row.Ring, row.TargetCount, installed, row.TargetCount - installed, (double)installed / row.TargetCount, row.PublishedAt);
    }

    private static ConnectorProblem Unknown() => new(StatusCodes.Status404NotFound, "Deployment not found");
}
