using ControlPlane.Auth;
using ControlPlane.Deployments;
using ControlPlane.Errors;
using ControlPlane.Events;
using ControlPlane.Monitoring;
using ControlPlane.Requests;
using ControlPlane.Storage;
using ControlPlane.Throttling;
using Samples;

namespace ControlPlane.Cab;

/// <summary>
/// The contract that was in use at the time of the recorded load tests: list what waits for a decision, approve, reject. As there, anybody may decide (who is
/// not logged in decides as "demo"), and what was decided can be decided again.
/// </summary>
internal sealed class LegacyCabEndpoints(IDatabase database, ServiceMetrics metrics, Gate gate, TimeProvider clock)
{
    private const int MaxListed = 100;
    private const int MaxComments = 2000;
    private const int MaxConditions = 20;
    private const int MaxCondition = 500;
    private const string Anonymous = "demo";

    private static readonly Filter[] Waiting = [new(Deployment.StatusField, WireEnum<DeploymentStatus>.Text(DeploymentStatus.AwaitingCab))];

    public void Map(WebApplication app)
    {
        // The recorded system served them at both places, one after the other.
        foreach (var path in (string[])["/api/v1/cab", "/api/v1/cab/legacy"])
        {
            app.MapGet($"{path}/pending/", gate.Open(ThrottleScope.Burst, Pending));
            app.MapPost($"{path}/{{id:guid}}/approve/", gate.Open(ThrottleScope.Strict, Approve));
            app.MapPost($"{path}/{{id:guid}}/reject/", gate.Open(ThrottleScope.Strict, Reject));
        }
    }

    private async Task Pending(HttpContext context)
    {
        var asked = context.Request.Query["decision"].ToString();
        if ((asked.Length == 0 ? Decision.Pending : WireEnum<Decision>.Parse(asked)) is not { } decision)
        {
            // A filter that names nothing finds nothing.
            await context.Answer(new([]), CabJson.Default.Pending);
            return;
        }

        var waiting = await database.Deployments.Newest(MaxListed, Waiting, context.RequestAborted);
        await database.Approvals.AddMissing([.. waiting.Select(Approval.Of)], context.RequestAborted);
        var found = await database.Approvals.Newest(
            MaxListed, [new(Approval.DecisionField, WireEnum<Decision>.Text(decision))], context.RequestAborted);
        await context.Answer(new(found), CabJson.Default.Pending);
    }

    private async Task Approve(HttpContext context)
    {
        using var fields = await RequestFields.Read(context, emptyIsAllowed: true);
        var checks = new FieldChecks(fields);
        var comments = checks.Text("comments", MaxComments, required: false);
        var conditions = checks.Texts("conditions", 0, MaxConditions, MaxCondition);
        if (!checks.Ok)
        {
            await context.Invalid(checks.Problems);
            return;
        }

        var decision = conditions.Count > 0 ? Decision.Conditional : Decision.Approved;
        if (await Decide(context, decision, DeploymentStatus.Approved, EventType.CabApproved, comments, conditions))
        {
            await context.Answer(new("Deployment approved", decision), CabJson.Default.Approved);
        }
    }

    private async Task Reject(HttpContext context)
    {
        using var fields = await RequestFields.Read(context, emptyIsAllowed: true);
        var checks = new FieldChecks(fields);
        var comments = checks.Text("comments", MaxComments, required: false);
        if (!checks.Ok)
        {
            await context.Invalid(checks.Problems);
            return;
        }

        if (await Decide(context, Decision.Rejected, DeploymentStatus.Rejected, EventType.CabRejected, comments, []))
        {
            await context.Answer(new("Deployment rejected"), CabJson.Default.Rejected);
        }
    }

    private async ValueTask<bool> Decide(
        HttpContext context, Decision decision, DeploymentStatus status, EventType type, string comments, IReadOnlyList<string> conditions)
    {
        var id = Guid.Parse((string)context.Request.RouteValues["id"]!);
        var who = Session.Of(context)?.Account.Username ?? Anonymous;
        EventDraft[] events = [new(id, type, $$"""{"decision":"{{WireEnum<Decision>.Text(decision)}}"}""", who)];
        var changed = await database.Deployments.Update(Deployment.KeyOf(id), row => row with { Status = status }, events, context.RequestAborted);
        if (changed.After is not { } deployment)
        {
            await context.Refuse(StatusCodes.Status404NotFound, "Deployment not found");
            return false;
        }

        metrics.Reached(deployment);
        var approval = Approval.Of(deployment);
        await database.Approvals.AddMissing([approval], context.RequestAborted);
        await database.Approvals.Update(Deployment.KeyOf(id), Decided, [], context.RequestAborted);
        return true;

        Approval Decided(Approval row) => row with
        {
            Decision = decision,
            Approver = who,
            Comments = comments,
            Conditions = conditions,
            ReviewedAt = clock.GetUtcNow(),
        };
    }
}
