using System.Net;
using System.Text;

namespace Stampede.IntegrationTests;

public sealed class ControlPlaneConnectorTests(ControlPlaneFixture fixture) : IClassFixture<ControlPlaneFixture>
{
    private const string Path = "/api/v1/connectors";

    [Theory]
    [InlineData("INTUNE")]
    [InlineData("JAMF")]
    [InlineData("SCCM")]
    [InlineData("LANDSCAPE")]
    [InlineData("ANSIBLE")]
    public async Task An_approved_deployment_is_published_and_its_telemetry_told(string plane)
    {
        using var client = await fixture.Process.LoggedIn("publisher_user");
        var id = await Approved(client);

        var answer = await Publish(client, $$$"""{"deployment_id":"{{{id}}}","target_plane":"{{{plane}}}","config":{"ring":"LAB","target_count":70}}""", $"{Guid.NewGuid()}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = await answer.Json();
        Assert.Equal("success", body.GetProperty("status").GetString());
        Assert.Equal(id, body.GetProperty("correlation_id").GetGuid());
        Assert.Equal(70, body.GetProperty("devices_targeted").GetInt32());
        var status = await (await client.Get($"{Path}/status/{id}/")).Json();
        var told = status.GetProperty("planes").EnumerateArray().Single(row =>
            row.GetProperty("target_plane").GetString() == plane.ToLowerInvariant() && row.GetProperty("devices_targeted").GetInt32() == 70);
        Assert.Equal(70, told.GetProperty("installed").GetInt32() + told.GetProperty("pending").GetInt32());
        Assert.Contains(status.GetProperty("status").GetString(), (string[])["DEPLOYING", "COMPLETED"]);
    }

    [Fact]
    public async Task A_key_is_used_once_and_the_same_order_without_a_key_is_done_once()
    {
        using var client = await fixture.Process.LoggedIn("publisher_user");
        var id = await Approved(client);
        var json = $$"""{"deployment_id":"{{id}}","target_plane":"SCCM"}""";
        var key = $"{Guid.NewGuid()}";

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Publish(client, json, key)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(19, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        var conflict = await answers.First(answer => answer.StatusCode == HttpStatusCode.Conflict).Json();
        Assert.Equal("permanent", conflict.GetProperty("error_class").GetString());
        Assert.Equal(409, conflict.GetProperty("status_code").GetInt32());

        Assert.Equal(HttpStatusCode.OK, (await client.PostJson($"{Path}/publish/", json)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.PostJson($"{Path}/publish/", json)).StatusCode);
        var started = (await (await client.Get($"/api/v1/events/list?correlation_id={id}&event_type=DEPLOYMENT_STARTED")).Json()).GetProperty("events");
        Assert.Equal(1, started.GetArrayLength());
    }

    [Theory]
    [InlineData("GLOBAL", "GLOBAL")]
    [InlineData("PILOT", "PILOT")]
    [InlineData("CANARY", "GLOBAL")]
    public async Task What_the_board_has_not_approved_and_a_ring_too_large_are_violations_of_policy(string ring, string wanted)
    {
        using var client = await fixture.Process.LoggedIn("publisher_user");
        var created = await client.PostJson("/api/v1/deployments/", $$"""{"app_name":"{{Guid.NewGuid()}}","version":"1","target_ring":"{{ring}}"}""");
        var id = (await created.Json()).GetProperty("correlation_id").GetGuid();

        var answer = await client.PostJson($"{Path}/publish/", $$$"""{"deployment_id":"{{{id}}}","target_plane":"JAMF","config":{"ring":"{{{wanted}}}"}}""");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("policy_violation", (await answer.Json()).GetProperty("error_class").GetString());
    }

    [Theory]
    [InlineData("publish", """{"target_plane":"JAMF"}""", "deployment_id")]
    [InlineData("publish", """{"deployment_id":"8127","target_plane":"JAMF"}""", "deployment_id")]
    [InlineData("publish", """{"deployment_id":"00000000-0000-0000-0000-000000000001","target_plane":"WINDOWS"}""", "target_plane")]
    [InlineData("publish", """{"deployment_id":"00000000-0000-0000-0000-000000000001","target_plane":"JAMF","config":[]}""", "config")]
    [InlineData("publish", """{"deployment_id":"00000000-0000-0000-0000-000000000001","target_plane":"JAMF","config":{"ring":"MOON"}}""", "config.ring")]
    [InlineData("publish", """{"deployment_id":"00000000-0000-0000-0000-000000000001","target_plane":"JAMF","config":{"target_count":0}}""", "config.target_count")]
    [InlineData("remediate", """{"deployment_id":"00000000-0000-0000-0000-000000000001","reason":"r"}""", "action")]
    [InlineData("remediate", """{"deployment_id":"00000000-0000-0000-0000-000000000001","action":"REINSTALL"}""", "reason")]
    public async Task An_order_that_is_wrong_says_which_field(string what, string json, string field)
    {
        using var client = await fixture.Process.LoggedIn("publisher_user");

        var answer = await client.PostJson($"{Path}/{what}/", json);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.Json()).GetProperty("details").TryGetProperty(field, out _), await answer.Text());
    }

    [Fact]
    public async Task What_there_is_not_is_a_permanent_404_and_strangers_are_refused()
    {
        using var client = await fixture.Process.LoggedIn("publisher_user");
        using var stranger = fixture.Process.Client();
        var json = $$"""{"deployment_id":"{{Guid.NewGuid()}}","target_plane":"JAMF","reason":"r","action":"REINSTALL"}""";

        foreach (var answer in (HttpResponseMessage[])[
            await client.PostJson($"{Path}/publish/", json),
            await client.PostJson($"{Path}/remediate/", json),
            await client.Get($"{Path}/status/{Guid.NewGuid()}/")])
        {
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal("permanent", (await answer.Json()).GetProperty("error_class").GetString());
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.PostJson($"{Path}/publish/", json)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.Get($"{Path}/windows/health")).StatusCode);
    }

    [Fact]
    public async Task What_is_deployed_is_repaired_and_taken_back_and_the_events_are_in_order()
    {
        using var client = await fixture.Process.LoggedIn("publisher_user");
        var id = await Approved(client);
        await Publish(client, $$"""{"deployment_id":"{{id}}","target_plane":"ANSIBLE"}""", $"{Guid.NewGuid()}");

        var repaired = await client.PostJson($"{Path}/remediate/", $$"""{"deployment_id":"{{id}}","reason":"drift","action":"REINSTALL"}""");
        Assert.Equal($$"""{"status":"remediated","correlation_id":"{{id}}"}""", await repaired.Text());
        await client.PostJson($"{Path}/remediate/", $$"""{"deployment_id":"{{id}}","reason":"bad","action":"ROLLBACK"}""");
        var nothing = await client.PostJson($"{Path}/remediate/", $$"""{"deployment_id":"{{id}}","reason":"drift","action":"REINSTALL"}""");

        Assert.Equal(HttpStatusCode.Conflict, nothing.StatusCode);
        Assert.Equal("ROLLED_BACK", (await (await client.Get($"/api/v1/deployments/{id}/")).Json()).GetProperty("status").GetString());
        var events = (await (await client.Get($"/api/v1/events/list?correlation_id={id}")).Json()).GetProperty("events").EnumerateArray().ToArray();
        Assert.Equal(
            ["DEPLOYMENT_CREATED", "RISK_ASSESSED", "DEPLOYMENT_STARTED", "REMEDIATION_TRIGGERED", "ROLLBACK_INITIATED", "ROLLBACK_COMPLETED"],
            events.Select(e => e.GetProperty("event_type").GetString()));
        Assert.Equal(events.Select(e => e.GetProperty("sequence").GetInt64()).Order(), events.Select(e => e.GetProperty("sequence").GetInt64()));
        Assert.Equal(events.Select(e => e.GetProperty("created_at").GetDateTimeOffset()).Order(), events.Select(e => e.GetProperty("created_at").GetDateTimeOffset()));
    }

    [Fact]
    public async Task Five_transient_failures_open_a_breaker_which_the_others_do_not_notice()
    {
        await using var process = await ControlPlaneProcess.Start("--plane-fault", "jamf=503", "--breaker-reset", "1h");
        using var client = await process.LoggedIn("publisher_user");
        var id = await Approved(client);

        for (var i = 0; i < 5; i++)
        {
            var failed = await Publish(client, $$"""{"deployment_id":"{{id}}","target_plane":"JAMF"}""", $"key-{i}");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
            Assert.Equal("transient", (await failed.Json()).GetProperty("error_class").GetString());
            Assert.False(failed.Headers.Contains("Retry-After"));
        }

        var open = await Publish(client, $$"""{"deployment_id":"{{id}}","target_plane":"JAMF"}""", "key-0");
        Assert.Equal("Circuit breaker for jamf is open", (await open.Json()).GetProperty("error").GetString());
        Assert.InRange(open.Headers.RetryAfter!.Delta!.Value.TotalMinutes, 50, 60);
        Assert.Equal(HttpStatusCode.OK, (await Publish(client, $$"""{"deployment_id":"{{id}}","target_plane":"SCCM"}""", "key-0")).StatusCode);

        var breakers = await (await client.Get("/api/v1/admin/health/circuit-breakers")).Json();
        var jamf = breakers.GetProperty("breakers").GetProperty("jamf");
        Assert.Equal(("open", 5, 5, 3600.0), (
            jamf.GetProperty("state").GetString(),
            jamf.GetProperty("fail_counter").GetInt32(),
            jamf.GetProperty("fail_max").GetInt32(),
            jamf.GetProperty("reset_timeout").GetDouble()));
        Assert.Equal("""{"total":5,"open":1,"closed":4}""", breakers.GetProperty("summary").GetRawText());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.Get($"{Path}/jamf/health")).StatusCode);
        Assert.Equal("degraded", (await (await client.Get("/api/v1/health/")).Json()).GetProperty("status").GetString());
        Assert.Contains("circuit_breaker_state{service=\"jamf\"} 1\n", await (await client.Get("/metrics")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_its_time_a_breaker_lets_one_order_try_and_closes_when_it_succeeds_and_the_key_may_be_used_again()
    {
        await using var process = await ControlPlaneProcess.Start("--plane-fault", "jamf=503x6", "--breaker-reset", "1ms");
        using var client = await process.LoggedIn("publisher_user");
        var id = await Approved(client);
        var json = $$"""{"deployment_id":"{{id}}","target_plane":"JAMF"}""";

        var statuses = new List<HttpStatusCode>();
        do
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
            statuses.Add((await Publish(client, json, "one-key")).StatusCode);
        }
        while (statuses[^1] == HttpStatusCode.ServiceUnavailable);

        Assert.Equal(HttpStatusCode.OK, statuses[^1]);
        Assert.Equal(7, statuses.Count);
        Assert.Equal(HttpStatusCode.Conflict, (await Publish(client, json, "one-key")).StatusCode);
        Assert.Equal(0, (await (await client.Get("/api/v1/admin/health/circuit-breakers")).Json()).GetProperty("summary").GetProperty("open").GetInt32());
    }

    [Theory]
    [InlineData("ansible=404", "permanent")]
    [InlineData("ansible=423", "transient")]
    [InlineData("ansible=403", "policy_violation")]
    public async Task What_a_plane_answers_has_its_class_and_deploying_by_hand_is_a_500(string fault, string errorClass)
    {
        await using var process = await ControlPlaneProcess.Start("--plane-fault", fault);
        using var client = await process.LoggedIn("publisher_user");
        var id = await Approved(client);

        var published = await (await client.PostJson($"{Path}/publish/", $$"""{"deployment_id":"{{id}}","target_plane":"ANSIBLE"}""")).Json();
        var deployed = await client.PostJson(
            $"{Path}/ansible/deploy", $$"""{"deployment_intent_id":"{{id}}","artifact_path":"a","target_ring":"LAB","app_name":"n","version":"1"}""");

        Assert.Equal(errorClass, published.GetProperty("error_class").GetString());
        Assert.Equal(HttpStatusCode.InternalServerError, deployed.StatusCode);
        Assert.Equal("failed", (await deployed.Json()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task The_five_connectors_are_listed_and_deploy_by_hand()
    {
        using var client = await fixture.Process.LoggedIn("publisher_user");
        var list = await (await client.Get($"{Path}/")).Json();
        Assert.Equal(5, list.GetProperty("total").GetInt32());

        var deployed = await client.PostJson(
            $"{Path}/intune/deploy",
            $$"""{"deployment_intent_id":"{{await Approved(client)}}","artifact_path":"a","target_ring":"LAB","app_name":"n","version":"1"}""");

        Assert.Equal("success", (await deployed.Json()).GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostJson($"{Path}/intune/deploy", "{}")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostJson($"{Path}/windows/deploy", "{}")).StatusCode);
    }

    [Fact]
    public async Task What_needs_no_approval_is_deployed_by_itself()
    {
        using var client = await fixture.Process.LoggedIn();
        var id = await Approved(client);

        var status = "";
        while (status != "DEPLOYING")
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            status = (await (await client.Get($"/api/v1/deployments/{id}/")).Json()).GetProperty("status").GetString();
            Assert.Contains(status, (string[])["APPROVED", "DEPLOYING"]);
        }
    }

    private static async Task<Guid> Approved(HttpClient client)
    {
        var created = await (await client.PostJson("/api/v1/deployments/", $$$"""
            {"app_name":"{{{Guid.NewGuid()}}}","version":"1","target_ring":"LAB","evidence_pack":{"sbom":1,"vulnerability_scan":1,"test_results":1,"rollback_plan":1}}
            """)).Json();
        Assert.Equal("APPROVED", created.GetProperty("status").GetString());
        return created.GetProperty("correlation_id").GetGuid();
    }

    private static async Task<HttpResponseMessage> Publish(HttpClient client, string json, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Path}/publish/") { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
