using System.Globalization;
using System.Text.Json;
using ControlPlane.Auth;
using ControlPlane.Deployments;
using ControlPlane.Errors;
using ControlPlane.Events;
using ControlPlane.Monitoring;
using ControlPlane.Requests;
using ControlPlane.Storage;
using Samples;

namespace ControlPlane.Cab;

/// <summary>
/// Requests to the board, gated by risk: the contract that came after the recorded tests. Ids are CAB- and twelve digits, so that they share paths
/// with the legacy ones; what is no id of either kind is no path.
/// </summary>
internal sealed class CabRequestEndpoints(IDatabase database, ServiceMetrics metrics, Gate gate, TimeProvider clock)
{
    private const string Root = "/api/v1/cab";
    private const string Id = "{id:length(16)}";
    private const int MaxListed = 100;
    private const int MaxSearched = 10_000;
    private const int MaxNotes = 1000;
    private const int MaxRationale = 2000;
    private const int MaxConditions = 4000;

    private static readonly JsonElement NoConditions = JsonElement.Parse("{}");

    public void Map(WebApplication app)
    {
        app.MapPost($"{Root}/submit/", gate.User(Submit));
        app.MapGet($"{Root}/", gate.User((context, account) => List(context, account.MayDecideRequests ? null : account, "")));
        app.MapGet($"{Root}/requests/pending/", gate.User((context, account) =>
            List(context, account.MayDecideRequests ? null : account, WireEnum<RequestStatus>.Text(RequestStatus.Submitted))));
        app.MapGet($"{Root}/my-requests/", gate.User((context, account) => List(context, account, "")));
        app.MapGet($"{Root}/{Id}/", gate.User(Detail));
        app.MapPost($"{Root}/{Id}/approve/", gate.User(account => account.MayDecideRequests, (context, account) =>
            Decide(context, account, RequestStatus.Approved, DeploymentStatus.Approved, EventType.CabApproved)));
        app.MapPost($"{Root}/{Id}/reject/", gate.User(account => account.MayDecideRequests, (context, account) =>
            Decide(context, account, RequestStatus.Rejected, DeploymentStatus.Rejected, EventType.CabRejected)));
    }

    private async Task Submit(HttpContext context, Account account)
    {
        using var fields = await RequestFields.Read(context);
        var checks = new FieldChecks(fields);
        var package = checks.Uuid("evidence_package_id");
        var risk = checks.Number("risk_score", 0, 100, decimals: 2);
        var notes = checks.Text("notes", MaxNotes, required: false);
        if (!checks.Ok)
        {
            await context.Invalid(checks.Problems);
            return;
        }

        if (await database.Deployments.Find(Deployment.KeyOf(package), context.RequestAborted) is null)
        {
            await context.Refuse(StatusCodes.Status404NotFound, "Evidence package not found");
            return;
        }

        var now = clock.GetUtcNow();
        var status = CabRequest.Gate(risk);
        var automatic = status == RequestStatus.AutoApproved;
        var request = new CabRequest
        {
            Id = CabRequest.NewId(),
            EvidencePackageId = package,
            RiskScore = risk,
            Status = status,
            Submitter = account.Username,
            Notes = notes,
            SubmittedAt = now,
            Decisions = automatic
                ? [new(status, account.Username, $"Automatically approved: the risk score is at most {CabRequest.AutomaticUpTo}.", NoConditions, now)]
                : [],
        };
        EventDraft submitted = new(package, EventType.CabSubmitted, $$"""{"cab_request":"{{request.Id}}"}""", account.Username);
        EventDraft approved = new(package, EventType.CabApproved, $$"""{"cab_request":"{{request.Id}}","automatic":true}""", account.Username);
        await database.CabRequests.Add(request, automatic ? [submitted, approved] : [submitted], context.RequestAborted);
        if (automatic)
        {
            await Settle(package, DeploymentStatus.Approved, context.RequestAborted);
        }

        context.Response.StatusCode = StatusCodes.Status201Created;
        var (text, message) = status switch
        {
            RequestStatus.AutoApproved => ("auto_approved", "The request was approved automatically."),
            RequestStatus.Submitted => ("manual_review", "The request waits for the board."),
            _ => ("exception_required", "The risk is too high for the board alone: ask for an exception."),
        };
        await context.Answer(request with { DecisionStatus = text, Message = message }, CabJson.Default.CabRequest);
    }

    private async Task List(HttpContext context, Account? submitter, string status)
    {
        var query = context.Request.Query;
        var asked = query["status"].ToString();
        if (!TryBound(query["risk_min"], 0, out var least) || !TryBound(query["risk_max"], 100, out var most))
        {
            await context.Refuse(StatusCodes.Status400BadRequest, "risk_min and risk_max must be numbers");
            return;
        }

        var filters = new List<Filter>();
        if ((asked.Length > 0 ? asked : status) is { Length: > 0 } wanted)
        {
            filters.Add(new(CabRequest.StatusField, wanted));
        }

        if (submitter is not null)
        {
            filters.Add(new(CabRequest.SubmitterField, submitter.Username));
        }

        // The risk is no field that rows are looked for by: they are gone through.
        var searched = least > 0 || most < 100 ? MaxSearched : MaxListed;
        var found = await database.CabRequests.Newest(searched, filters, context.RequestAborted);
        IReadOnlyList<CabRequest> results = [.. found.Where(row => row.RiskScore >= least && row.RiskScore <= most).Take(MaxListed)];
        await context.Answer(new(results.Count, results), CabJson.Default.Requests);
    }

    private async Task Detail(HttpContext context, Account account)
    {
        var found = await database.CabRequests.Find((string)context.Request.RouteValues["id"]!, context.RequestAborted);
        await (found is null ? NotFound(context)
            : found.Submitter == account.Username || account.MayDecideRequests || account.IsSecurityReviewer
                ? context.Answer(found, CabJson.Default.CabRequest)
            : context.Forbidden());
    }

    private async Task Decide(HttpContext context, Account account, RequestStatus status, DeploymentStatus deployment, EventType type)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        if (await database.CabRequests.Find(id, context.RequestAborted) is not { EvidencePackageId: var package })
        {
            await NotFound(context);
            return;
        }

        using var fields = await RequestFields.Read(context);
        var checks = new FieldChecks(fields);
        var rationale = checks.Text("rationale", MaxRationale);
        var conditions = checks.Object("conditions", MaxConditions);
        if (!checks.Ok)
        {
            await context.Invalid(checks.Problems);
            return;
        }

        var decision = new CabDecision(status, account.Username, rationale, JsonElement.Parse(conditions), clock.GetUtcNow());
        var (before, after) = await database.CabRequests.Update(
            id,
            row => row.Status is RequestStatus.Submitted or RequestStatus.UnderReview
                ? row with { Status = status, Decisions = [.. row.Decisions, decision] }
                : null,
            [new(package, type, $$"""{"cab_request":"{{id}}"}""", account.Username)],
            context.RequestAborted);
        if (before is null)
        {
            await NotFound(context);
        }
        else if (after is null)
        {
            await context.Refuse(
                StatusCodes.Status400BadRequest,
                $"A request that is {WireEnum<RequestStatus>.Text(before.Status)} cannot be {WireEnum<RequestStatus>.Text(status)}");
        }
        else
        {
            await Settle(package, deployment, context.RequestAborted);
            await context.Answer(after with { Message = $"CAB request {WireEnum<RequestStatus>.Text(status)}" }, CabJson.Default.CabRequest);
        }
    }

    // What the deployment waited for.
    private async ValueTask Settle(Guid deployment, DeploymentStatus status, CancellationToken cancellationToken)
    {
        var change = await database.Deployments.Update(
            Deployment.KeyOf(deployment),
            row => row.Status == DeploymentStatus.AwaitingCab ? row with { Status = status } : null,
            [],
            cancellationToken);
        if (change.After is { } settled)
        {
            metrics.Reached(settled);
        }
    }

    private static Task NotFound(HttpContext context) => context.Refuse(StatusCodes.Status404NotFound, "CAB request not found");

    private static bool TryBound(string? text, decimal otherwise, out decimal bound)
    {
        bound = otherwise;
        return string.IsNullOrEmpty(text) || decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out bound);
    }
}
