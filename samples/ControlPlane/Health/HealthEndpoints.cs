using System.Text.Json.Serialization;
using ControlPlane.Answers;

namespace ControlPlane.Health;

/// <summary>Liveness, readiness and the API's own health. Everything is in memory, so all of it is always well.</summary>
internal sealed partial class HealthEndpoints(TimeProvider clock)
{
    public void Map(WebApplication app)
    {
        app.MapGet("/health/live", (RequestDelegate)(context =>
            context.Answer(new Live("alive"), HealthJson.Default.Live)));
        app.MapGet("/health/ready", (RequestDelegate)(context =>
            context.Answer(new Ready("ok", "ok", "ready"), HealthJson.Default.Ready)));
        app.MapGet("/api/v1/health/", (RequestDelegate)(context =>
            context.Answer(
                new Overview("healthy", clock.GetUtcNow(), new(new("ok"), new("ok"))),
                HealthJson.Default.Overview)));
    }

    private sealed record Live(string Status);

    private sealed record Ready(string Database, string Cache, string Status);

    private sealed record Check(string Status);

    private sealed record Checks(Check Database, Check Redis);

    private sealed record Overview(string Status, DateTimeOffset Timestamp, Checks Checks);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(Live))]
    [JsonSerializable(typeof(Ready))]
    [JsonSerializable(typeof(Overview))]
    private sealed partial class HealthJson : JsonSerializerContext;
}
