using System.Net;

namespace Stampede.IntegrationTests;

public sealed class ControlPlaneDatabaseBreakerTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const string List = "/api/v1/deployments/list";

    [Fact]
    public async Task A_database_that_is_stopped_opens_its_breaker_and_one_that_is_back_closes_it()
    {
        var database = await server.CreateDatabase();
        await using var patient = await ControlPlaneProcess.Start("--postgres", database, "--breaker-reset", "1h");
        await using var quick = await ControlPlaneProcess.Start("--postgres", database, "--breaker-reset", "1ms");
        using var client = await patient.LoggedIn();
        using var other = await quick.LoggedIn();
        Assert.Equal(HttpStatusCode.OK, (await client.Get(List)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.Get(List)).StatusCode);
        Assert.Equal(("closed", 0), await Breaker(client));

        await server.Stop();
        for (var i = 0; i < 10; i++)
        {
            await Unavailable(client, "The database cannot be reached");
        }

        // From now on it is not asked.
        var open = await Unavailable(client, "Circuit breaker for database is open");
        Assert.InRange(open.Headers.RetryAfter!.Delta!.Value.TotalMinutes, 50, 60);
        Assert.Equal(("open", 10), await Breaker(client));
        Assert.Contains("circuit_breaker_state{service=\"database\"} 1\n", await (await client.Get("/metrics")).Text(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.Get("/health/ready")).StatusCode);
        var health = await (await client.Get("/api/v1/health/")).Json();
        Assert.Equal("unhealthy", health.GetProperty("status").GetString());
        Assert.Equal(1, health.GetProperty("checks").GetProperty("circuit_breakers").GetProperty("open").GetInt32());

        // What does not need it is answered, and an order that it cannot be asked about is refused.
        Assert.Equal(HttpStatusCode.OK, (await client.Get("/api/v1/auth/me")).StatusCode);
        await Unavailable(client, "Circuit breaker for database is open", $"/api/v1/connectors/status/{Guid.NewGuid()}/");
        for (var i = 0; i < 15; i++)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await other.Get(List)).StatusCode);
        }

        await server.Start();
        while ((await other.Get(List)).StatusCode != HttpStatusCode.OK)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Equal(("closed", 0), await Breaker(other));
        Assert.Equal(HttpStatusCode.OK, (await other.Get("/health/ready")).StatusCode);
        await Unavailable(client, "Circuit breaker for database is open");
    }

    [Fact]
    public async Task In_memory_there_is_no_breaker_of_a_database()
    {
        await using var process = await ControlPlaneProcess.Start();
        using var client = await process.LoggedIn();
        var breakers = await (await client.Get("/api/v1/admin/health/circuit-breakers")).Json();

        Assert.False(breakers.GetProperty("breakers").TryGetProperty("database", out _));
        Assert.Equal("""{"total":5,"open":0,"closed":5}""", breakers.GetProperty("summary").GetRawText());
    }

    private static async Task<HttpResponseMessage> Unavailable(HttpClient client, string error, string path = List)
    {
        var answer = await client.Get(path);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var body = await answer.Json();
        Assert.Equal(error, body.GetProperty("error").GetString());
        Assert.Equal(answer.CorrelationId(), body.GetProperty("correlation_id").GetString());
        return answer;
    }

    private static async Task<(string?, int)> Breaker(HttpClient client)
    {
        var breakers = await (await client.Get("/api/v1/admin/health/circuit-breakers")).Json();
        var breaker = breakers.GetProperty("breakers").GetProperty("database");
        Assert.Equal(10, breaker.GetProperty("fail_max").GetInt32());
        Assert.Equal(6, breakers.GetProperty("summary").GetProperty("total").GetInt32());
        return (breaker.GetProperty("state").GetString(), breaker.GetProperty("fail_counter").GetInt32());
    }
}
