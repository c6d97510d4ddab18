using ControlPlane.Auth;
using ControlPlane.Deployments;
using ControlPlane.Errors;
using ControlPlane.Events;
using ControlPlane.Requests;
using ControlPlane.Storage;
using Samples;

namespace ControlPlane.Cab;

/// <summary>Exceptions: asked for by users, decided by security reviewers, gone after their days.</summary>
internal sealed class CabExceptionEndpoints(IDatabase database, Gate gate, TimeProvider clock)
{
    private const string Root = "/api/v1/cab/exceptions";
    private const int MaxListed = 100;
    private const int MaxCleaned = 10_000;
    private const int MaxText = 2000;
    private const int MaxControls = 20;
    private const int MaxControl = 500;
    private const int DefaultDays = 30;
    private const int MaxDays = 90;

    private static readonly Filter Pending = new(CabException.StatusField, WireEnum<ExceptionStatus>.Text(ExceptionStatus.Pending));
    private static readonly Filter Approved = new(CabException.StatusField, WireEnum<ExceptionStatus>.Text(ExceptionStatus.Approved));

    public void Map(WebApplication app)
    {
        app.MapPost($"{Root}/", gate.User(Ask));
        app.MapGet($"{Root}/pending/", gate.User((context, account) => List(context, account.MayDecideExceptions ? [Pending] : [Pending, Of(account)])));
        app.MapGet($"{Root}/my-exceptions/", gate.User((context, account) => List(context, [Of(account)])));
        app.MapPost($"{Root}/cleanup/", gate.User(account => account.IsStaff, CleanUp));
        app.MapGet($"{Root}/{{id}}/", gate.User(Detail));
        app.MapPost($"{Root}/{{id}}/approve/", gate.User(account => account.MayDecideExceptions, (context, account) =>
            Decide(context, account, ExceptionStatus.Approved, EventType.ExceptionApproved)));
        app.MapPost($"{Root}/{{id}}/reject/", gate.User(account => account.MayDecideExceptions, (context, account) =>
            Decide(context, account, ExceptionStatus.Rejected, EventType.ExceptionDenied)));
    }

    private async Task Ask(HttpContext context, Account account)
    {
        using var fields = await RequestFields.Read(context);
        var checks = new FieldChecks(fields);
        var deployment = checks.Uuid("deployment_intent_id");
        var reason = checks.Text("reason", MaxText);
        var justification = checks.Text("risk_justification", MaxText);
        var controls = checks.Texts("compensating_controls", 1, MaxControls, MaxControl);
        var days = checks.Number("expiry_days", 1, MaxDays, decimals: 0, otherwise: DefaultDays);
        if (!checks.Ok)
        {
            await context.Invalid(checks.Problems);
            return;
        }

        if (await database.Deployments.Find(Deployment.KeyOf(deployment), context.RequestAborted) is null)
        {
            await context.Refuse(StatusCodes.Status404NotFound, "Deployment not found");
            return;
        }

        var now = clock.GetUtcNow();
        var exception = new CabException
        {
            Id = CabException.NewId(),
            DeploymentIntentId = deployment,
            Reason = reason,
            RiskJustification = justification,
            CompensatingControls = controls,
            Status = ExceptionStatus.Pending,
            RequestedBy = account.Username,
            RequestedAt = now,
            ExpiresAt = now.AddDays((double)days),
        };
        await database.CabExceptions.Add(exception, [], context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status201Created;
        await context.Answer(exception with { Message = "Exception requested" }, CabJson.Default.CabException);
    }

    private static Filter Of(Account account) => new(CabException.RequesterField, account.Username);

    private async Task List(HttpContext context, IReadOnlyList<Filter> filters)
    {
        var found = await database.CabExceptions.Newest(MaxListed, filters, context.RequestAborted);
        var now = clock.GetUtcNow();
        await context.Answer(new(found.Count, [.. found.Select(row => row.At(now))]), CabJson.Default.Exceptions);
    }

    private async Task Detail(HttpContext context, Account account)
    {
        var found = await database.CabExceptions.Find((string)context.Request.RouteValues["id"]!, context.RequestAborted);
        await (found is null ? NotFound(context)
            : found.RequestedBy == account.Username || account.MayDecideExceptions || account.IsCabMember
                ? context.Answer(found.At(clock.GetUtcNow()), CabJson.Default.CabException)
            : context.Forbidden());
    }

    private async Task Decide(HttpContext context, Account account, ExceptionStatus status, EventType type)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        if (await database.CabExceptions.Find(id, context.RequestAborted) is not { } found)
        {
            await NotFound(context);
            return;
        }

        using var fields = await RequestFields.Read(context);
        var checks = new FieldChecks(fields);
        var rationale = checks.Text("rationale", MaxText);
        if (!checks.Ok)
        {
            await context.Invalid(checks.Problems);
            return;
        }

        var now = clock.GetUtcNow();
        // Who comes too late finds it expired.
        var expired = status == ExceptionStatus.Approved && found.ExpiresAt <= now;
        var becomes = expired ? ExceptionStatus.Expired : status;
        var (before, after) = await database.CabExceptions.Update(
            id,
            row => row.Status == ExceptionStatus.Pending
                ? row with { Status = becomes, ApprovedBy = account.Username, Rationale = rationale, DecidedAt = now }
                : null,
            [new(found.DeploymentIntentId, expired ? EventType.ExceptionExpired : type, $$"""{"exception":"{{id}}"}""", account.Username)],
            context.RequestAborted);
        await (before is null ? NotFound(context)
            : after is null ? context.Refuse(
                StatusCodes.Status400BadRequest,
                $"An exception that is {WireEnum<ExceptionStatus>.Text(before.Status)} cannot be {WireEnum<ExceptionStatus>.Text(status)}")
            : expired ? context.Refuse(StatusCodes.Status400BadRequest, "The exception has expired")
            : context.Answer(
                after.At(now) with { Message = $"Exception {WireEnum<ExceptionStatus>.Text(status)}" }, CabJson.Default.CabException));
    }

    private async Task CleanUp(HttpContext context, Account account)
    {
        var now = clock.GetUtcNow();
        var pending = await database.CabExceptions.Newest(MaxCleaned, [Pending], context.RequestAborted);
        var approved = await database.CabExceptions.Newest(MaxCleaned, [Approved], context.RequestAborted);
        var expired = 0;
        foreach (var row in pending.Concat(approved).Where(row => row.ExpiresAt <= now))
        {
            // Somebody may have decided it meanwhile, or cleaned up as well.
            var change = await database.CabExceptions.Update(
                row.Id,
                current => current.Status is ExceptionStatus.Pending or ExceptionStatus.Approved ? current with { Status = ExceptionStatus.Expired } : null,
                [new(row.DeploymentIntentId, EventType.ExceptionExpired, $$"""{"exception":"{{row.Id}}"}""", account.Username)],
                context.RequestAborted);
            expired += change.After is null ? 0 : 1;
        }

        await context.Answer(new($"{expired} exceptions have expired", expired), CabJson.Default.Cleaned);
    }

    private static Task NotFound(HttpContext context) => context.Refuse(StatusCodes.Status404NotFound, "Exception not found");
}
