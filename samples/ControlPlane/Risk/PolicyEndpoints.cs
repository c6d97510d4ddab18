using System.Text.Json;
using ControlPlane.Auth;
using ControlPlane.Deployments;
using ControlPlane.Errors;
using ControlPlane.Requests;
using ControlPlane.Storage;
using Samples;

namespace ControlPlane.Risk;

/// <summary>The risk model by itself: assess a deployment's evidence, evaluate a score, show the model.</summary>
internal sealed class PolicyEndpoints(IDatabase database, RiskAssessor assessor, Gate gate)
{
    private const int MaxVersion = 50;

    public void Map(WebApplication app)
    {
        app.MapPost("/api/v1/policy/assess", gate.User(Assess));
        app.MapPost("/api/v1/policy/evaluate/", gate.User(Evaluate));
        app.MapGet("/api/v1/policy/risk-model", gate.User(account => account.IsStaff, (context, _) => assessor.HasModel
            ? context.Answer(new(RiskModel.Version, RiskModel.ApprovalThreshold, RiskModel.Factors), PolicyJson.Default.Model)
            : NoModel(context)));
    }

    private async Task Assess(HttpContext context, Account account)
    {
        using var fields = await RequestFields.Read(context);
        var checks = new FieldChecks(fields);
        var id = checks.Uuid("correlation_id");
        checks.Object("evidence_pack", int.MaxValue, required: true);
        if (!checks.Ok)
        {
            await context.Invalid(checks.Problems);
        }
        else if (!assessor.HasModel)
        {
            await NoModel(context);
        }
        else if (await database.Deployments.Find(Deployment.KeyOf(id), context.RequestAborted) is not { } deployment)
        {
            await context.Refuse(StatusCodes.Status404NotFound, "Deployment not found");
        }
        else
        {
            JsonElement? evidence = fields.Json("evidence_pack");
            var assessed = await assessor.Assess(deployment.TargetRing, deployment.AppName, evidence, context.RequestAborted);
            var factors = RiskModel.Factors.Select((factor, i) => (factor.Name, assessed.Factors[i])).ToDictionary();
            await context.Answer(new(assessed.Score, factors, assessed.RequiresCabApproval, RiskModel.Version), PolicyJson.Default.Assessed);
        }
    }

    private async Task Evaluate(HttpContext context, Account account)
    {
        using var fields = await RequestFields.Read(context);
        var checks = new FieldChecks(fields);
        checks.Text("package_version", MaxVersion);
        var score = checks.Number("risk_score", 0, 100, decimals: 2);
        checks.Number("test_coverage", 0, 100, decimals: 2);
        if (!checks.Ok)
        {
            await context.Invalid(checks.Problems);
        }
        else if (!assessor.HasModel)
        {
            await NoModel(context);
        }
        else
        {
            var approved = score <= RiskModel.ApprovalThreshold;
            var reason = approved ? "The risk score is within the threshold" : "The risk score is above the threshold";
            await context.Answer(new(approved, score, RiskModel.ApprovalThreshold, reason, RiskModel.Version), PolicyJson.Default.Evaluated);
        }
    }

    private static Task NoModel(HttpContext context) => context.Refuse(StatusCodes.Status503ServiceUnavailable, "No active risk model found");
}
