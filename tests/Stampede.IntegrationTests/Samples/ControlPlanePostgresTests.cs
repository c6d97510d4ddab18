using System.Net;
using Npgsql;

namespace Stampede.IntegrationTests;

public sealed class ControlPlanePostgresTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const string Evidence = """{"sbom":1,"vulnerability_scan":1,"test_results":1,"rollback_plan":1}""";

    [Fact]
    public async Task What_was_done_is_there_after_a_restart_with_its_events_in_order()
    {
        var database = await server.CreateDatabase();
        Guid waiting, approved;
        string request;
        await using (var process = await ControlPlaneProcess.Start("--postgres", database))
        {
            using var client = await process.LoggedIn("cab_approver");
            waiting = await Create(client, "GLOBAL", "{}");
            approved = await Create(client, "LAB", Evidence);
            Assert.Equal(HttpStatusCode.OK, (await client.Get("/api/v1/cab/pending/")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await client.PostJson($"/api/v1/cab/{waiting}/approve/", """{"comments":"ok"}""")).StatusCode);
            var published = await client.PostJson("/api/v1/connectors/publish/", $$"""{"deployment_id":"{{approved}}","target_plane":"LANDSCAPE"}""");
            Assert.Equal(HttpStatusCode.OK, published.StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await client.PostJson("/api/v1/connectors/publish/", $$"""{"deployment_id":"{{approved}}","target_plane":"LANDSCAPE"}""")).StatusCode);
            var submitted = await client.PostJson("/api/v1/cab/submit/", $$"""{"evidence_package_id":"{{waiting}}","risk_score":60.5}""");
            request = (await submitted.Json()).GetProperty("id").GetString()!;
            Assert.Equal(HttpStatusCode.OK, (await client.PostJson($"/api/v1/cab/{request}/reject/", """{"rationale":"r","conditions":{"a":[1]}}""")).StatusCode);
            Assert.Contains("db_connection_pool_size 20", await (await client.Get("/metrics")).Text(), StringComparison.Ordinal);
        }

        await using var again = await ControlPlaneProcess.Start("--postgres", database);
        using var reader = await again.LoggedIn("cab_approver");
        var detail = await (await reader.Get($"/api/v1/deployments/{waiting}/")).Json();
        Assert.Equal("APPROVED", detail.GetProperty("status").GetString());
        var approvals = (await (await reader.Get("/api/v1/cab/pending/?decision=APPROVED")).Json()).GetProperty("approvals");
        Assert.Equal(waiting, approvals[0].GetProperty("correlation_id").GetGuid());
        Assert.Equal("cab_approver", approvals[0].GetProperty("approver").GetString());
        var decided = await (await reader.Get($"/api/v1/cab/{request}/")).Json();
        Assert.Equal(60.5m, decided.GetProperty("risk_score").GetDecimal());
        Assert.Equal("rejected", decided.GetProperty("status").GetString());
        var planes = (await (await reader.Get($"/api/v1/connectors/status/{approved}/")).Json()).GetProperty("planes").EnumerateArray();
        Assert.Contains("landscape", planes.Select(plane => plane.GetProperty("target_plane").GetString()));
        var events = (await (await reader.Get($"/api/v1/events/list?correlation_id={waiting}")).Json()).GetProperty("events").EnumerateArray().ToArray();
        Assert.Equal(
            ["DEPLOYMENT_CREATED", "RISK_ASSESSED", "CAB_SUBMITTED", "CAB_APPROVED", "CAB_SUBMITTED", "CAB_REJECTED"],
            events.Select(e => e.GetProperty("event_type").GetString()));
        Assert.Equal(events.Select(e => e.GetProperty("sequence").GetInt64()).Order(), events.Select(e => e.GetProperty("sequence").GetInt64()));

        foreach (var sql in (string[])["UPDATE events SET actor = 'x'", "DELETE FROM events"])
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => PostgresServer.Execute(database, sql));
            Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Filters_and_groups_find_the_same_as_in_memory_and_bad_input_is_no_500()
    {
        await using var process = await ControlPlaneProcess.Start("--postgres", await server.CreateDatabase());
        using var client = await process.LoggedIn("cab_approver");
        var pilot = await Create(client, "PILOT", "{}");
        var global = await Create(client, "GLOBAL", "{}");

        var listed = (await (await client.Get("/api/v1/deployments/list")).Json()).GetProperty("deployments").EnumerateArray();
        Assert.Equal([global, pilot], listed.Select(row => row.GetProperty("correlation_id").GetGuid()));
        var filtered = (await (await client.Get("/api/v1/deployments/list?ring=PILOT&status=AWAITING_CAB")).Json()).GetProperty("deployments").EnumerateArray();
        Assert.Equal([pilot], filtered.Select(row => row.GetProperty("correlation_id").GetGuid()));
        Assert.Equal("""{"deployments":[]}""", await (await client.Get("/api/v1/deployments/list?status=FAILED")).Text());
        Assert.Equal("""{"applications":[]}""", await (await client.Get("/api/v1/deployments/applications?app_name=%00")).Text());
        Assert.Equal(HttpStatusCode.NotFound, (await client.Get($"/api/v1/deployments/{Guid.NewGuid()}/")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostJson($"/api/v1/cab/{Guid.NewGuid()}/approve/", "{}")).StatusCode);

        var id = (await (await client.PostJson("/api/v1/cab/submit/", $$"""{"evidence_package_id":"{{pilot}}","risk_score":70}""")).Json()).GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostJson($"/api/v1/cab/{id}/approve/", """{"rationale":"r","conditions":{"a":1e999999}}""")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostJson($"/api/v1/cab/{id}/approve/", """{"rationale":"r","conditions":{"a":"\u0000"}}""")).StatusCode);
    }

    [Fact]
    public async Task It_uses_no_more_connections_than_the_pool_has()
    {
        var database = await server.CreateDatabase();
        await using var process = await ControlPlaneProcess.Start("--postgres", database, "--postgres-pool", "3", "--allow-load-test-users");
        using var client = await process.LoggedIn();

        var work = Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Create(client, "PILOT", "{}")));
        var most = 0L;
        while (!work.IsCompleted)
        {
            var used = (long)(await PostgresServer.Execute(
                database, "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'control-plane' AND datname = current_database()"))!;
            most = Math.Max(most, used);
        }

        Assert.Equal(200, (await work).Distinct().Count());
        Assert.InRange(most, 1, 3);
        Assert.Equal(200L, await PostgresServer.Execute(database, "SELECT count(*) FROM deployments"));
    }

    [Fact]
    public async Task A_key_is_used_once_in_the_database_too()
    {
        await using var process = await ControlPlaneProcess.Start("--postgres", await server.CreateDatabase());
        using var client = await process.LoggedIn();
        var id = await Create(client, "LAB", Evidence);
        client.DefaultRequestHeaders.Add("Idempotency-Key", "one");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            client.PostJson("/api/v1/connectors/publish/", $$"""{"deployment_id":"{{id}}","target_plane":"JAMF"}""")));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(19, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task A_database_that_goes_away_makes_it_not_ready_and_its_answers_general()
    {
        var database = await server.CreateDatabase();
        await using var process = await ControlPlaneProcess.Start("--postgres", database);
        using var client = await process.LoggedIn();
        Assert.Equal(HttpStatusCode.OK, (await client.Get("/health/ready")).StatusCode);

        var name = new NpgsqlConnectionStringBuilder(database).Database;
        await PostgresServer.Execute(await server.CreateDatabase(), $"DROP DATABASE {name} WITH (FORCE)");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.Get("/health/ready")).StatusCode);
        Assert.Equal("unhealthy", (await (await client.Get("/api/v1/health/")).Json()).GetProperty("status").GetString());
        var answer = await client.Get("/api/v1/deployments/list");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("Internal server error", (await answer.Json()).GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_said_at_the_start_without_the_password()
    {
        var problem = await Assert.ThrowsAsync<LoadTestException>(async () =>
        {
            await using var process = await ControlPlaneProcess.Start("--postgres", "Host=127.0.0.1;Port=1;Username=u;Password=geheim;Database=d");
        });

        Assert.Contains("PostgreSQL cannot be used", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", problem.Message, StringComparison.Ordinal);
    }

    private static async Task<Guid> Create(HttpClient client, string ring, string evidence)
    {
        var created = await client.PostJson("/api/v1/deployments/", $$"""{"app_name":"{{Guid.NewGuid()}}","version":"1","target_ring":"{{ring}}","evidence_pack":{{evidence}}}""");
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        return (await created.Json()).GetProperty("correlation_id").GetGuid();
    }
}
