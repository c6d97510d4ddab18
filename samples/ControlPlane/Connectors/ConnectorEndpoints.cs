using ControlPlane.Auth;
using ControlPlane.Deployments;
using ControlPlane.Errors;
using ControlPlane.Requests;
using ControlPlane.Storage;
using Samples;

namespace ControlPlane.Connectors;

/// <summary>The connectors themselves: which there are, how they are, a deployment by hand, their circuit breakers.</summary>
internal sealed class ConnectorEndpoints(IDatabase database, ConnectorSet connectors, BreakerSet breakers, Gate gate)
{
    private const int MaxPath = 1000;

    public void Map(WebApplication app)
    {
        app.MapGet("/api/v1/connectors/", gate.User((context, _) => context.Answer(
            new([.. connectors.All.Select(c => new ConnectorBodies.Item(c.Type, c.Name, "available"))], connectors.All.Count),
            ConnectorJson.Default.Listed)));
        app.MapGet("/api/v1/connectors/{type}/health", gate.User((context, _) => Find(context) is { } connector
            ? Health(context, connector)
            : BadType(context)));
        app.MapPost("/api/v1/connectors/{type}/deploy", gate.User((context, _) => Find(context) is { } connector
            ? Deploy(context, connector)
            : BadType(context)));
        app.MapGet("/api/v1/admin/health/circuit-breakers", gate.User((context, _) => Breakers(context)));
    }

    private static Task Health(HttpContext context, Connector connector)
    {
        var (state, failures, _) = connector.Breaker.Now;
        var well = state != BreakerState.Open;
        context.Response.StatusCode = well ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return context.Answer(
            new(connector.Type, well ? "healthy" : "unhealthy", well ? "Orders pass" : "The circuit breaker is open", new(state, failures)),
            ConnectorJson.Default.Health);
    }

    private async Task Deploy(HttpContext context, Connector connector)
    {
        using var fields = await RequestFields.Read(context);
        var checks = new FieldChecks(fields);
        var id = checks.Uuid("deployment_intent_id");
        checks.Text("artifact_path", MaxPath);
        checks.OneOf<Ring>("target_ring");
        checks.Text("app_name", MaxPath);
        checks.Text("version", MaxPath);
        if (!checks.Ok)
        {
            await context.Invalid(checks.Problems);
            return;
        }

        if (await database.Deployments.Find(Deployment.KeyOf(id), context.RequestAborted) is null)
        {
            await context.Refuse(StatusCodes.Status404NotFound, "Deployment not found");
            return;
        }

        var problem = connector.Call("deploy");
        context.Response.StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status500InternalServerError;
        await context.Answer(
            problem is null
                ? new(connector.Type, "success", $"Deployed to {connector.Name}", $"{connector.Name}-{id:N}", new(null, null))
                : new(connector.Type, "failed", problem.Error, null, new(problem.ErrorClass, problem.StatusCode)),
            ConnectorJson.Default.Deployed);
    }

    private Task Breakers(HttpContext context)
    {
        var all = breakers.All.ToDictionary(b => b.Name, b =>
        {
            var (state, failures, opened) = b.Breaker.Now;
            return new ConnectorBodies.Breaker(state, failures, b.Breaker.FailMax, opened, b.Breaker.Reset.TotalSeconds);
        });
        var summary = new ConnectorBodies.BreakerSummary(
            all.Count,
            all.Values.Count(breaker => breaker.State == BreakerState.Open),
            all.Values.Count(breaker => breaker.State == BreakerState.Closed));
        return context.Answer(new(all, summary), ConnectorJson.Default.Breakers);
    }

    private Connector? Find(HttpContext context) => connectors.Find((string)context.Request.RouteValues["type"]!);

    private static Task BadType(HttpContext context) =>
        context.Refuse(StatusCodes.Status400BadRequest, $"connector_type must be one of {WireEnum<ConnectorType>.All}");
}
