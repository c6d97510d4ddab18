using System.Net;

namespace Stampede.IntegrationTests;

public sealed class ControlPlanePolicyTests(ControlPlaneFixture fixture) : IClassFixture<ControlPlaneFixture>
{
    [Fact]
    public async Task The_score_is_the_sum_of_the_weighted_factors_truncated()
    {
        using var client = await fixture.Process.LoggedIn();
        using var staff = await fixture.Process.LoggedIn("admin", "admin123");
        var id = (await (await client.PostJson(
            "/api/v1/deployments/", $$"""{"app_name":"{{Guid.NewGuid()}}","version":"1","target_ring":"DEPARTMENT"}""")).Json()).GetProperty("correlation_id").GetGuid();

        var assessed = await (await client.PostJson("/api/v1/policy/assess", $$$"""
            {"correlation_id":"{{{id}}}","evidence_pack":{"sbom":1,"privilege_elevation":4,"rollback_complexity":0,"vulnerability_severity":2,"compliance_impact":3}}
            """)).Json();
        var model = await (await staff.Get("/api/v1/policy/risk-model")).Json();

        var weights = model.GetProperty("factors").EnumerateArray().ToDictionary(f => f.GetProperty("name").GetString()!, f => f.GetProperty("weight").GetDouble());
        Assert.Equal(1, weights.Values.Sum(), 9);
        var factors = assessed.GetProperty("factor_scores").EnumerateObject().ToDictionary(f => f.Name, f => f.Value.GetDouble());
        Assert.Equal(0.7, factors["Blast Radius"]);
        Assert.Equal(0.75, factors["Evidence Completeness"]);
        Assert.Equal(1.0, factors["Privilege Elevation"]);
        Assert.Equal((int)Math.Round(100 * weights.Sum(w => w.Value * factors[w.Key]), 6), assessed.GetProperty("risk_score").GetInt32());
        Assert.Equal(assessed.GetProperty("risk_score").GetInt32() > 50, assessed.GetProperty("requires_cab_approval").GetBoolean());
        Assert.Equal("1.0", assessed.GetProperty("model_version").GetString());
        Assert.Equal(HttpStatusCode.Forbidden, (await client.Get("/api/v1/policy/risk-model")).StatusCode);
    }

    [Theory]
    [InlineData("50", true)]
    [InlineData("50.01", false)]
    public async Task A_score_up_to_the_threshold_is_approved(string score, bool approved)
    {
        using var client = await fixture.Process.LoggedIn();

        var body = await (await client.PostJson(
            "/api/v1/policy/evaluate/", $$"""{"package_version":"1.0","risk_score":{{score}},"test_coverage":80}""")).Json();

        Assert.Equal(approved, body.GetProperty("approved").GetBoolean());
        Assert.Equal(50, body.GetProperty("threshold").GetInt32());
    }

    [Fact]
    public async Task Policy_needs_a_session_and_says_what_is_wrong()
    {
        using var client = await fixture.Process.LoggedIn();
        using var stranger = fixture.Process.Client();

        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.PostJson("/api/v1/policy/evaluate/", "{}")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostJson("/api/v1/policy/evaluate/", """{"risk_score":"high"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostJson("/api/v1/policy/assess", """{"correlation_id":"x"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostJson(
            "/api/v1/policy/assess", $$$"""{"correlation_id":"{{{Guid.NewGuid()}}}","evidence_pack":{}}""")).StatusCode);
    }

    [Theory]
    [InlineData("RISK_MODEL_UPDATED")]
    [InlineData("DRIFT_DETECTED")]
    [InlineData("GATE_EVALUATED")]
    [InlineData("GATE_FAILED")]
    public async Task What_the_service_itself_never_does_can_be_logged_by_who_does_it(string type)
    {
        using var client = await fixture.Process.LoggedIn();
        var id = Guid.NewGuid();

        var answer = await client.PostJson("/api/v1/events/", $$"""{"correlation_id":"{{id}}","event_type":"{{type}}"}""");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var list = (await (await client.Get($"/api/v1/events/list?correlation_id={id}&event_type={type}")).Json()).GetProperty("events");
        Assert.Equal(type, Assert.Single(list.EnumerateArray()).GetProperty("event_type").GetString());
    }

    [Fact]
    public async Task Events_are_appended_in_sequence_and_listed_and_nothing_else()
    {
        using var client = await fixture.Process.LoggedIn();
        using var stranger = fixture.Process.Client();
        var id = Guid.NewGuid();

        var sequences = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            var answer = await client.PostJson(
                "/api/v1/events/", $$$"""{"correlation_id":"{{{id}}}","event_type":"ROLLBACK_INITIATED","event_data":{"i":{{{i}}}}}""");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            sequences.Add((await answer.Json()).GetProperty("sequence").GetInt64());
        }

        Assert.Equal(sequences.Distinct().Order(), sequences);
        var list = (await (await stranger.Get($"/api/v1/events/list?correlation_id={id}")).Json()).GetProperty("events").EnumerateArray().ToArray();
        Assert.Equal([0, 1, 2], list.Select(e => e.GetProperty("event_data").GetProperty("i").GetInt32()));
        Assert.All(list, e => Assert.Equal("loadtest_user", e.GetProperty("actor").GetString()));
        Assert.Equal("""{"events":[]}""", await (await stranger.Get("/api/v1/events/list?event_type=NOTHING")).Text());
        Assert.Equal("""{"events":[]}""", await (await stranger.Get("/api/v1/events/list?correlation_id=x")).Text());
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await client.DeleteAsync("/api/v1/events/", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.PostJson("/api/v1/events/", "{}")).StatusCode);
        foreach (var wrong in (string[])[
            """{"event_type":"CAB_APPROVED"}""", $$"""{"correlation_id":"{{id}}","event_type":"X"}""",
            $$"""{"correlation_id":"{{id}}","event_type":"CAB_APPROVED","event_data":[]}""",
            $$$"""{"correlation_id":"{{{id}}}","event_type":"CAB_APPROVED","event_data":{"a":["\ud800"]}}""",
            $$$"""{"correlation_id":"{{{id}}}","event_type":"CAB_APPROVED","event_data":{"\u0000":1}}""",
            $$$"""{"correlation_id":"{{{id}}}","event_type":"CAB_APPROVED","event_data":{"x":"{{{new string('x', 20_000)}}}"}}"""])
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await client.PostJson("/api/v1/events/", wrong)).StatusCode);
        }
    }
}
