using System.Net;
using System.Text.Json;

namespace Stampede.IntegrationTests;

public sealed class ControlPlaneCabRequestTests(ControlPlaneFixture fixture) : IClassFixture<ControlPlaneFixture>
{
    private const string Path = "/api/v1/cab";

    [Theory]
    [InlineData("0", "auto_approved", "auto_approved", "APPROVED")]
    [InlineData("50", "auto_approved", "auto_approved", "APPROVED")]
    [InlineData("50.01", "submitted", "manual_review", "AWAITING_CAB")]
    [InlineData("75", "submitted", "manual_review", "AWAITING_CAB")]
    [InlineData("75.01", "exception_required", "exception_required", "AWAITING_CAB")]
    [InlineData("100", "exception_required", "exception_required", "AWAITING_CAB")]
    public async Task The_risk_decides_who_decides(string risk, string status, string decision, string deployment)
    {
        using var client = await fixture.Process.LoggedIn("operator", "operate123");
        var package = await Package(client);

        var answer = await client.PostJson($"{Path}/submit/", $$"""{"evidence_package_id":"{{package}}","risk_score":{{risk}},"notes":"n"}""");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var body = await answer.Json();
        Assert.Matches("^CAB-[0-9A-F]{12}$", body.GetProperty("id").GetString());
        Assert.Equal(status, body.GetProperty("status").GetString());
        Assert.Equal(decision, body.GetProperty("decision_status").GetString());
        Assert.Equal(status == "auto_approved" ? ["operator"] : (string[])[], body.GetProperty("decisions").EnumerateArray()
            .Select(d => d.GetProperty("decided_by").GetString()!));
        Assert.Equal(deployment, (await (await client.Get($"/api/v1/deployments/{package}/")).Json()).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("""{"risk_score":10}""", "evidence_package_id")]
    [InlineData("""{"evidence_package_id":"x","risk_score":10}""", "evidence_package_id")]
    [InlineData("""{"evidence_package_id":7,"risk_score":10}""", "evidence_package_id")]
    [InlineData("""{"evidence_package_id":"00000000-0000-0000-0000-000000000001","risk_score":100.5}""", "risk_score")]
    [InlineData("""{"evidence_package_id":"00000000-0000-0000-0000-000000000001","risk_score":-1}""", "risk_score")]
    [InlineData("""{"evidence_package_id":"00000000-0000-0000-0000-000000000001","risk_score":"many"}""", "risk_score")]
    [InlineData("""{"evidence_package_id":"00000000-0000-0000-0000-000000000001","risk_score":[]}""", "risk_score")]
    [InlineData("""{"evidence_package_id":"00000000-0000-0000-0000-000000000001","risk_score":1.234}""", "risk_score")]
    [InlineData("""{"evidence_package_id":"00000000-0000-0000-0000-000000000001"}""", "risk_score")]
    public async Task A_submission_that_is_wrong_says_which_field(string json, string field)
    {
        using var client = await fixture.Process.LoggedIn("operator", "operate123");

        var answer = await client.PostJson($"{Path}/submit/", json);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.Json()).GetProperty("details").TryGetProperty(field, out _), await answer.Text());
    }

    [Fact]
    public async Task A_package_that_there_is_not_is_a_404_and_long_notes_are_refused()
    {
        using var client = await fixture.Process.LoggedIn("operator", "operate123");

        var missing = await client.PostJson($"{Path}/submit/", $$"""{"evidence_package_id":"{{Guid.NewGuid()}}","risk_score":10}""");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        var notes = await client.PostJson(
            $"{Path}/submit/", $$"""{"evidence_package_id":"{{Guid.NewGuid()}}","risk_score":10,"notes":"{{new string('n', 1001)}}"}""");
        Assert.Equal(HttpStatusCode.BadRequest, notes.StatusCode);
    }

    [Theory]
    [InlineData("approve", "approved", "APPROVED")]
    [InlineData("reject", "rejected", "REJECTED")]
    public async Task The_board_decides_once_with_a_reason(string what, string status, string deployment)
    {
        using var client = await fixture.Process.LoggedIn("operator", "operate123");
        using var board = await fixture.Process.LoggedIn("cab_approver");
        var package = await Package(client);
        var id = await Submit(client, package, "60");

        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostJson($"{Path}/{id}/{what}/", """{"rationale":"mine"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await board.PostJson($"{Path}/{id}/{what}/", "{}")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await board.PostJson($"{Path}/{id}/{what}/", """{"rationale":"r","conditions":["a list"]}""")).StatusCode);
        var decided = await board.PostJson($"{Path}/{id}/{what}/", """{"rationale":"because","conditions":{"window":"night"}}""");
        Assert.Equal(HttpStatusCode.OK, decided.StatusCode);
        var body = await decided.Json();
        Assert.Equal(status, body.GetProperty("status").GetString());
        var decision = Assert.Single(body.GetProperty("decisions").EnumerateArray());
        Assert.Equal("night", decision.GetProperty("conditions").GetProperty("window").GetString());
        Assert.Equal(deployment, (await (await client.Get($"/api/v1/deployments/{package}/")).Json()).GetProperty("status").GetString());

        var again = await board.PostJson($"{Path}/{id}/{what}/", """{"rationale":"because"}""");
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
    }

    [Fact]
    public async Task Who_is_not_concerned_does_not_see_a_request()
    {
        using var submitter = await fixture.Process.LoggedIn("operator", "operate123");
        using var other = await fixture.Process.LoggedIn("publisher_user");
        using var reviewer = await fixture.Process.LoggedIn("security_reviewer", "review123");
        using var stranger = fixture.Process.Client();
        var id = await Submit(submitter, await Package(submitter), "70.5");

        Assert.Equal(HttpStatusCode.OK, (await submitter.Get($"{Path}/{id}/")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await reviewer.Get($"{Path}/{id}/")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.Get($"{Path}/{id}/")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.Get($"{Path}/{id}/")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await submitter.Get($"{Path}/CAB-000000000000/")).StatusCode);

        Assert.Contains(id, await Ids(submitter, $"{Path}/my-requests/?status=submitted&risk_min=70.5&risk_max=70.5"));
        Assert.DoesNotContain(id, await Ids(submitter, $"{Path}/my-requests/?risk_min=71"));
        Assert.DoesNotContain(id, await Ids(other, $"{Path}/"));
        using var board = await fixture.Process.LoggedIn("cab_approver");
        Assert.Contains(id, await Ids(board, $"{Path}/requests/pending/"));
        Assert.Equal(HttpStatusCode.BadRequest, (await board.Get($"{Path}/?risk_min=low")).StatusCode);
    }

    [Fact]
    public async Task A_risk_is_looked_for_behind_a_hundred_newer_requests_too()
    {
        using var client = await fixture.Process.LoggedIn("security_reviewer", "review123");
        var package = await Package(client);
        var risky = await Submit(client, package, "98.76");
        for (var i = 0; i < 100; i++)
        {
            await Submit(client, package, "60");
        }

        Assert.Equal([risky], await Ids(client, $"{Path}/my-requests/?risk_min=98.76"));
        Assert.Equal(100, (await Ids(client, $"{Path}/my-requests/?risk_max=60")).Length);
    }

    [Theory]
    [InlineData("8127")]
    [InlineData("pending")]
    [InlineData("CAB-1")]
    public async Task What_is_no_id_of_either_board_is_no_path(string id)
    {
        using var stranger = fixture.Process.Client();

        var answer = await stranger.PostJson($"{Path}/{id}/approve/", """{"comments":"c"}""");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("Not found.", (await answer.Json()).GetProperty("error").GetString());
    }

    [Fact]
    public async Task Pending_exceptions_are_seen_by_who_decides_and_by_who_asked()
    {
        using var client = await fixture.Process.LoggedIn("operator", "operate123");
        using var other = await fixture.Process.LoggedIn("publisher_user");
        using var staff = await fixture.Process.LoggedIn("admin", "admin123");
        var asked = await client.PostJson(
            $"{Path}/exceptions/", $$"""{"deployment_intent_id":"{{await Package(client)}}","reason":"r","risk_justification":"j","compensating_controls":["c"]}""");
        var id = (await asked.Json()).GetProperty("id").GetString()!;

        Assert.Contains(id, await Ids(staff, $"{Path}/exceptions/pending/"));
        Assert.Contains(id, await Ids(client, $"{Path}/exceptions/pending/"));
        Assert.Empty(await Ids(other, $"{Path}/exceptions/pending/"));
    }

    [Fact]
    public async Task An_exception_is_asked_for_and_decided_by_a_security_reviewer_once()
    {
        using var client = await fixture.Process.LoggedIn("operator", "operate123");
        using var reviewer = await fixture.Process.LoggedIn("security_reviewer", "review123");
        var json = $$"""
            {"deployment_intent_id":"{{await Package(client)}}","reason":"urgent","risk_justification":"known","compensating_controls":["watch it"]}
            """;

        var asked = await client.PostJson($"{Path}/exceptions/", json);
        Assert.Equal(HttpStatusCode.Created, asked.StatusCode);
        var body = await asked.Json();
        var id = body.GetProperty("id").GetString()!;
        Assert.Matches("^EXC-[0-9A-F]{12}$", id);
        Assert.Equal(30, (body.GetProperty("expires_at").GetDateTimeOffset() - body.GetProperty("requested_at").GetDateTimeOffset()).TotalDays);
        Assert.False(body.GetProperty("is_active").GetBoolean());

        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostJson($"{Path}/exceptions/{id}/approve/", """{"rationale":"r"}""")).StatusCode);
        Assert.Contains(id, await Ids(reviewer, $"{Path}/exceptions/pending/"));
        var approved = await (await reviewer.PostJson($"{Path}/exceptions/{id}/approve/", """{"rationale":"r"}""")).Json();
        Assert.True(approved.GetProperty("is_active").GetBoolean());
        Assert.Equal(HttpStatusCode.BadRequest, (await reviewer.PostJson($"{Path}/exceptions/{id}/reject/", """{"rationale":"r"}""")).StatusCode);
        Assert.Contains(id, await Ids(client, $"{Path}/exceptions/my-exceptions/"));
    }

    [Theory]
    [InlineData(""","compensating_controls":[]""", "compensating_controls")]
    [InlineData(""","compensating_controls":["c"],"expiry_days":91""", "expiry_days")]
    [InlineData(""","compensating_controls":["c"],"expiry_days":0""", "expiry_days")]
    [InlineData(""","compensating_controls":["c"],"expiry_days":1.5""", "expiry_days")]
    public async Task An_exception_that_is_wrong_says_which_field(string rest, string field)
    {
        using var client = await fixture.Process.LoggedIn("operator", "operate123");

        var answer = await client.PostJson(
            $"{Path}/exceptions/", $$"""{"deployment_intent_id":"{{Guid.NewGuid()}}","reason":"r","risk_justification":"j"{{rest}}}""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.Json()).GetProperty("details").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Only_staff_cleans_up()
    {
        using var client = await fixture.Process.LoggedIn("security_reviewer", "review123");
        using var staff = await fixture.Process.LoggedIn("admin", "admin123");

        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostJson($"{Path}/exceptions/cleanup/", "{}")).StatusCode);
        Assert.Equal(0, (await (await staff.PostJson($"{Path}/exceptions/cleanup/", "{}")).Json()).GetProperty("expired").GetInt32());
    }

    private static async Task<Guid> Package(HttpClient client) =>
        (await (await client.PostJson("/api/v1/deployments/", """{"app_name":"board","version":"1","target_ring":"GLOBAL"}""")).Json())
            .GetProperty("correlation_id").GetGuid();

    private static async Task<string> Submit(HttpClient client, Guid package, string risk) =>
        (await (await client.PostJson($"{Path}/submit/", $$"""{"evidence_package_id":"{{package}}","risk_score":{{risk}}}""")).Json())
            .GetProperty("id").GetString()!;

    private static async Task<string[]> Ids(HttpClient client, string path)
    {
        var body = await (await client.Get(path)).Json();
        var results = body.GetProperty("results").EnumerateArray().Select(row => row.GetProperty("id").GetString()!).ToArray();
        Assert.Equal(results.Length, body.GetProperty("count").GetInt32());
        return results;
    }
}
