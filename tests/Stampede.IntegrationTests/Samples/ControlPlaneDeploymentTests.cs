using System.Net;

namespace Stampede.IntegrationTests;

public sealed class ControlPlaneDeploymentTests(ControlPlaneFixture fixture) : IClassFixture<ControlPlaneFixture>
{
    private const string Path = "/api/v1/deployments/";

    [Fact]
    public async Task What_is_created_can_be_looked_up_and_is_first_in_the_list()
    {
        using var client = await fixture.Process.LoggedIn();

        var created = await client.PostJson(Path, """{"app_name":"nginx-1a2b3c4d","version":"1.2.3","target_ring":"PILOT"}""");

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var body = await created.Json();
        var id = body.GetProperty("correlation_id").GetGuid();
        Assert.Equal("AWAITING_CAB", body.GetProperty("status").GetString());
        Assert.True(body.GetProperty("requires_cab_approval").GetBoolean());
        Assert.InRange(body.GetProperty("risk_score").GetInt32(), 51, 100);

        var detail = await (await client.Get($"{Path}{id}/")).Json();
        Assert.Equal("nginx-1a2b3c4d", detail.GetProperty("app_name").GetString());
        Assert.Equal("loadtest_user", detail.GetProperty("submitter").GetString());
        Assert.Equal(
            ["correlation_id", "app_name", "version", "target_ring", "status", "risk_score", "requires_cab_approval", "submitter", "created_at"],
            detail.EnumerateObject().Select(field => field.Name));

        var list = (await (await client.Get($"{Path}list?ring=PILOT&status=AWAITING_CAB")).Json()).GetProperty("deployments");
        Assert.Equal(id, list[0].GetProperty("correlation_id").GetGuid());
        Assert.Equal("PILOT", list[0].GetProperty("target_ring").GetString());
    }

    [Fact]
    public async Task A_low_risk_is_approved_at_once()
    {
        using var client = await fixture.Process.LoggedIn();

        var created = await (await client.PostJson(Path, """
            {"app_name":"redis","version":"7","target_ring":"LAB","connector_type":"jamf",
             "evidence_pack":{"sbom":1,"vulnerability_scan":1,"test_results":1,"rollback_plan":1}}
            """)).Json();

        Assert.Equal("APPROVED", created.GetProperty("status").GetString());
        Assert.False(created.GetProperty("requires_cab_approval").GetBoolean());
        Assert.Equal(36, created.GetProperty("risk_score").GetInt32());
    }

    [Theory]
    [InlineData("""{"app_name":"a","version":"1"}""", "app_name, version, and target_ring are required")]
    [InlineData("""{"app_name":"","version":"1","target_ring":"LAB"}""", "app_name, version, and target_ring are required")]
    [InlineData("""{"app_name":"a","version":"1","target_ring":"MOON"}""", "target_ring must be one of LAB, CANARY, PILOT, DEPARTMENT, GLOBAL")]
    [InlineData("""{"app_name":"a","version":"1","target_ring":"3"}""", "target_ring must be one of LAB, CANARY, PILOT, DEPARTMENT, GLOBAL")]
    [InlineData("""{"app_name":"a","version":"1","target_ring":"LAB","evidence_pack":[]}""", "evidence_pack must be an object")]
    [InlineData("""{"app_name":5,"version":"1","target_ring":"LAB"}""", "app_name must be a string")]
    [InlineData("""{"app_name":"a","version":"1","target_ring":2}""", "target_ring must be a string")]
    [InlineData("""{"app_name":"a","version":"1","target_ring":"LAB","connector_type":[]}""", "connector_type must be a string")]
    [InlineData("""{"app_name":"a\u0000","version":"1","target_ring":"LAB"}""", "app_name and version must not contain control characters")]
    [InlineData("""{"app_name":"a\ud800","version":"1","target_ring":"LAB"}""", "Malformed JSON in request body")]
    [InlineData("""{"app_name":"a","version":"1","target_ring":"LAB","connector_type":"x"}""", "connector_type must be one of intune, jamf, sccm, landscape, ansible")]
    public async Task A_deployment_that_is_wrong_is_refused_with_the_reason(string json, string error)
    {
        using var client = await fixture.Process.LoggedIn();

        var answer = await client.PostJson(Path, json);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(error, (await answer.Json()).GetProperty("error").GetString());
    }

    [Fact]
    public async Task Without_a_session_nothing_is_created_and_the_body_is_the_recorded_one()
    {
        using var client = fixture.Process.Client();

        var answer = await client.PostJson(Path, """{"app_name":"a","version":"1","target_ring":"LAB"}""");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        var body = await answer.Json();
        Assert.Equal("Authentication credentials were not provided.", body.GetProperty("error").GetString());
        Assert.Equal(answer.CorrelationId(), body.GetProperty("correlation_id").GetString());
        Assert.Equal(113, answer.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Listing_at_the_wrong_path_is_403_for_strangers_and_405_for_users()
    {
        using var stranger = fixture.Process.Client();
        using var user = await fixture.Process.LoggedIn();

        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.Get($"{Path}?limit=50")).StatusCode);
        var answer = await user.Get($"{Path}?limit=50");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal("Method \"GET\" not allowed.", (await answer.Json()).GetProperty("error").GetString());
        Assert.Contains("POST", answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task An_unknown_deployment_is_a_404_of_32_bytes()
    {
        using var client = fixture.Process.Client();

        var answer = await client.Get($"{Path}{Guid.NewGuid()}/");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("""{"error":"Deployment not found"}""", await answer.Text());
        Assert.Equal(32, answer.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task The_list_ends_at_100_and_is_empty_for_a_filter_that_names_nothing()
    {
        using var client = await fixture.Process.LoggedIn();
        for (var i = 0; i < 101; i++)
        {
            await client.PostJson(Path, $$"""{"app_name":"many","version":"{{i}}","target_ring":"DEPARTMENT"}""");
        }

        var list = (await (await client.Get($"{Path}list?ring=DEPARTMENT")).Json()).GetProperty("deployments");
        Assert.Equal(100, list.GetArrayLength());
        Assert.Equal("100", list[0].GetProperty("version").GetString());
        Assert.Equal("1", list[99].GetProperty("version").GetString());
        Assert.Equal("""{"deployments":[]}""", await (await client.Get($"{Path}list?ring=MOON")).Text());
        Assert.Equal("""{"deployments":[]}""", await (await client.Get($"{Path}list?status=COMPLETED")).Text());
    }
}
