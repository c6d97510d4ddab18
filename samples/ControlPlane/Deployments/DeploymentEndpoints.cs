using ControlPlane.Answers;
using ControlPlane.Auth;
using ControlPlane.Errors;
using ControlPlane.Requests;
using ControlPlane.Throttling;

namespace ControlPlane.Deployments;

/// <summary>Create, list and look up deployments. Reading is open to everybody, creating needs a session.</summary>
internal sealed class DeploymentEndpoints(DeploymentStore store, Throttle throttle, TimeProvider clock)
{
    private const int MaxListed = 100;

    public void Map(WebApplication app)
    {
        // All methods: who is not logged in gets 403 before anybody gets 405, as in the recorded system.
        app.Map("/api/v1/deployments/", (RequestDelegate)Create);
        app.MapGet("/api/v1/deployments/list", (RequestDelegate)List);
        app.MapGet("/api/v1/deployments/{id:guid}/", (RequestDelegate)Detail);
    }

    private async Task Create(HttpContext context)
    {
        if (Session.Of(context) is not { Account: var submitter })
        {
            await context.Unauthenticated();
            return;
        }

        if (!throttle.Allows(context, ThrottleScope.Api, submitter, out var wait))
        {
            await context.Throttled(wait);
            return;
        }

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

        var requiresApproval = request.RiskScore > RiskModel.ApprovalThreshold;
        var deployment = new Deployment
        {
            CorrelationId = Guid.NewGuid(),
            AppName = request.AppName,
            Version = request.Version,
            TargetRing = request.TargetRing,
            Status = requiresApproval ? DeploymentStatus.AwaitingCab : DeploymentStatus.Approved,
            RiskScore = request.RiskScore,
            RequiresCabApproval = requiresApproval,
            Submitter = submitter.Username,
            CreatedAt = clock.GetUtcNow(),
        };
        store.Add(deployment);
        context.Response.StatusCode = StatusCodes.Status201Created;
        await context.Answer(
            new(deployment.CorrelationId, deployment.Status, deployment.RiskScore, requiresApproval),
            DeploymentJson.Default.Created);
    }

    private Task List(HttpContext context)
    {
        if (!throttle.Allows(context, ThrottleScope.Api, Session.Of(context)?.Account, out var wait))
        {
            return context.Throttled(wait);
        }

        var query = context.Request.Query;
        var (statusText, ringText) = (query["status"].ToString(), query["ring"].ToString());
        var status = statusText.Length == 0 ? null : WireEnum.Parse<DeploymentStatus>(statusText);
        var ring = ringText.Length == 0 ? null : WireEnum.Parse<Ring>(ringText);

        // A filter that names nothing finds nothing.
        var nothing = statusText.Length > 0 && status is null || ringText.Length > 0 && ring is null;
        var found = nothing ? [] : store.Newest(MaxListed, status, ring);
        return context.Answer(
            new(found.Select(DeploymentBodies.Item.Of)),
            DeploymentJson.Default.Listed);
    }

    private Task Detail(HttpContext context)
    {
        if (!throttle.Allows(context, ThrottleScope.Api, Session.Of(context)?.Account, out var wait))
        {
            return context.Throttled(wait);
        }

        var id = Guid.Parse((string)context.Request.RouteValues["id"]!);
        return store.Find(id) is { } deployment
            ? context.Answer(deployment, DeploymentJson.Default.Deployment)
            : context.Refuse(StatusCodes.Status404NotFound, "Deployment not found");
    }
}
