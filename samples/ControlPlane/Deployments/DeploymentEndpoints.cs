using ControlPlane.Auth;
using ControlPlane.Connectors;
using ControlPlane.Errors;
using ControlPlane.Events;
using ControlPlane.Monitoring;
using ControlPlane.Requests;
using ControlPlane.Risk;
using ControlPlane.Storage;
using ControlPlane.Throttling;
using Samples;

namespace ControlPlane.Deployments;

/// <summary>Create, list and look up deployments. Reading is open to everybody, creating needs a session.</summary>
internal sealed class DeploymentEndpoints(IDatabase database, RiskAssessor assessor, DeployQueue queue, ServiceMetrics metrics, Gate gate, TimeProvider clock)
{
    private const int MaxListed = 100;
    private const int MaxGrouped = 1000;

    public void Map(WebApplication app)
    {
        // All methods: who is not logged in gets 403 before anybody gets 405, as in the recorded system.
        app.Map("/api/v1/deployments/", gate.User(Create));
        app.MapGet("/api/v1/deployments/list", gate.Open(ThrottleScope.Api, List));
        app.MapGet("/api/v1/deployments/applications", gate.Open(ThrottleScope.Api, Applications));
        app.MapGet("/api/v1/deployments/{id:guid}/", gate.Open(ThrottleScope.Api, Detail));
    }

    private async Task Create(HttpContext context, Account submitter)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await context.WrongMethod("POST, OPTIONS");
            return;
        }

        using var fields = await RequestFields.Read(context);
        if (DeploymentRequest.Read(fields, out var problem) is not { } request)
        {
            await context.Refuse(StatusCodes.Status400BadRequest, problem);
            return;
        }

        if (!assessor.HasModel)
        {
            await context.Refuse(StatusCodes.Status500InternalServerError, "No active risk model found");
            return;
        }

        var risk = await assessor.Assess(request.TargetRing, request.AppName, request.Evidence, context.RequestAborted);
        var requiresApproval = risk.RequiresCabApproval;
        var deployment = new Deployment
        {
            CorrelationId = Guid.NewGuid(),
            AppName = request.AppName,
            Version = request.Version,
            TargetRing = request.TargetRing,
            Status = requiresApproval ? DeploymentStatus.AwaitingCab : DeploymentStatus.Approved,
            RiskScore = risk.Score,
            RequiresCabApproval = requiresApproval,
            Submitter = submitter.Username,
            ConnectorType = request.ConnectorType,
            CreatedAt = clock.GetUtcNow(),
        };
        await database.Deployments.Add(deployment, Events(deployment), context.RequestAborted);
        metrics.Created(deployment, PromotedFrom(deployment, risk.History));
        if (!requiresApproval)
        {
            queue.Add(deployment);
        }

        context.Response.StatusCode = StatusCodes.Status201Created;
        await context.Answer(
            new(deployment.CorrelationId, deployment.Status, deployment.RiskScore, requiresApproval),
            DeploymentJson.Default.Created);
    }

    private async Task List(HttpContext context)
    {
        var found = Filters(context.Request.Query) is { } filters
            ? await database.Deployments.Newest(MaxListed, filters, context.RequestAborted)
            : [];
        await context.Answer(new(found.Select(DeploymentBodies.Item.Of)), DeploymentJson.Default.Listed);
    }

    private async Task Applications(HttpContext context)
    {
        var found = Filters(context.Request.Query) is { } filters
            ? await database.Deployments.Newest(MaxGrouped, filters, context.RequestAborted)
            : [];
        await context.Answer(new(found.GroupBy(row => row.AppName).Select(Application)), DeploymentJson.Default.Applications);
    }

    private async Task Detail(HttpContext context)
    {
        var id = Guid.Parse((string)context.Request.RouteValues["id"]!);
        await (await database.Deployments.Find(Deployment.KeyOf(id), context.RequestAborted) is { } deployment
            ? context.Answer(DeploymentBodies.Detail.Of(deployment), DeploymentJson.Default.Detail)
            : context.Refuse(StatusCodes.Status404NotFound, "Deployment not found"));
    }

    // The largest of the smaller rings that have the version.
    private static Ring? PromotedFrom(Deployment deployment, IReadOnlyList<Deployment> history)
    {
        Ring? from = null;
        foreach (var row in history)
        {
            if (row.Version == deployment.Version && row.TargetRing < deployment.TargetRing && !(row.TargetRing <= from))
            {
                from = row.TargetRing;
            }
        }

        return from;
    }

    // The newest comes first in all of it.
    private static DeploymentBodies.Application Application(IGrouping<string, Deployment> rows) => new(
        rows.Key,
        rows.First().Version,
        rows.Count(),
        [.. rows.GroupBy(row => row.Version).Select(version => new DeploymentBodies.ApplicationVersion(
            version.Key, version.First().CreatedAt, [.. version.Select(DeploymentBodies.Item.Of)]))]);

    private static EventDraft[] Events(Deployment deployment)
    {
        var (id, who) = (deployment.CorrelationId, deployment.Submitter);
        EventDraft created = new(id, EventType.DeploymentCreated, $$"""{"target_ring":"{{WireEnum<Ring>.Text(deployment.TargetRing)}}"}""", who);
        EventDraft assessed = new(id, EventType.RiskAssessed, $$"""{"risk_score":{{deployment.RiskScore}},"model_version":"{{RiskModel.Version}}"}""", who);
        return deployment.RequiresCabApproval ? [created, assessed, new(id, EventType.CabSubmitted, "{}", who)] : [created, assessed];
    }

    // Null where one names nothing: such a filter finds nothing. Others, such as limit, are ignored.
    private static List<Filter>? Filters(IQueryCollection query)
    {
        var filters = new List<Filter>();
        var (status, ring, app) = (query["status"].ToString(), query["ring"].ToString(), query["app_name"].ToString());
        if (status.Length > 0)
        {
            filters.Add(new(Deployment.StatusField, status));
        }

        if (ring.Length > 0)
        {
            filters.Add(new(Deployment.RingField, ring));
        }

        if (app.Length > 0)
        {
            filters.Add(new(Deployment.AppField, app));
        }

        return status.Length > 0 && WireEnum<DeploymentStatus>.Parse(status) is null || ring.Length > 0 && WireEnum<Ring>.Parse(ring) is null
            || app.Contains('\0') ? null : filters;
    }
}
