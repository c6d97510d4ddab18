using System.Net;
using System.Text.Json;

namespace Stampede.IntegrationTests;

public sealed class ControlPlaneCabTests(ControlPlaneFixture fixture) : IClassFixture<ControlPlaneFixture>
{
    [Theory]
    [InlineData("/api/v1/cab")]
    [InlineData("/api/v1/cab/legacy")]
    public async Task What_awaits_approval_is_listed_with_a_row_of_its_own_and_leaves_the_list_when_it_is_decided(string path)
    {
        using var client = await fixture.Process.LoggedIn("cab_approver");
        var id = await Waiting(client);

        var first = (await Pending(client, path)).Single(row => row.GetProperty("correlation_id").GetGuid() == id);
        var again = (await Pending(client, path)).Single(row => row.GetProperty("correlation_id").GetGuid() == id);
        Assert.Equal(JsonValueKind.Number, first.GetProperty("id").ValueKind);
        Assert.Equal(first.GetProperty("id").GetInt64(), again.GetProperty("id").GetInt64());
        Assert.Equal(JsonValueKind.Number, first.GetProperty("deployment_intent").ValueKind);
        Assert.Equal("PENDING", first.GetProperty("decision").GetString());
        Assert.Equal(JsonValueKind.Null, first.GetProperty("approver").ValueKind);
        Assert.Equal("board", first.GetProperty("app_name").GetString());

        var approved = await client.PostJson($"{path}/{id}/approve/", """{"comments":"fine","conditions":[]}""");

        Assert.Equal("""{"message":"Deployment approved","decision":"APPROVED"}""", await approved.Text());
        Assert.DoesNotContain(await Pending(client, path), row => row.GetProperty("correlation_id").GetGuid() == id);
        var decided = (await Pending(client, path, "APPROVED")).Single(row => row.GetProperty("correlation_id").GetGuid() == id);
        Assert.Equal("cab_approver", decided.GetProperty("approver").GetString());
        Assert.Equal("fine", decided.GetProperty("comments").GetString());
        Assert.Equal("APPROVED", (await (await client.Get($"/api/v1/deployments/{id}/")).Json()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Conditions_make_it_conditional_and_what_was_decided_can_be_decided_again()
    {
        using var client = await fixture.Process.LoggedIn("cab_approver");
        var id = await Waiting(client);

        var approved = await client.PostJson($"/api/v1/cab/{id}/approve/", """{"comments":"","conditions":["at night"]}""");
        Assert.Equal("""{"message":"Deployment approved","decision":"CONDITIONAL"}""", await approved.Text());
        var rejected = await client.PostJson($"/api/v1/cab/{id}/reject/", """{"comments":"no"}""");
        Assert.Equal("""{"message":"Deployment rejected"}""", await rejected.Text());

        Assert.Equal("REJECTED", (await (await client.Get($"/api/v1/deployments/{id}/")).Json()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Strangers_decide_as_demo()
    {
        using var client = await fixture.Process.LoggedIn();
        using var stranger = fixture.Process.Client();
        var id = await Waiting(client);

        Assert.Equal(HttpStatusCode.OK, (await stranger.PostJson($"/api/v1/cab/{id}/reject/", "")).StatusCode);

        var row = (await Pending(client, "/api/v1/cab", "REJECTED")).Single(row => row.GetProperty("correlation_id").GetGuid() == id);
        Assert.Equal("demo", row.GetProperty("approver").GetString());
    }

    [Theory]
    [InlineData("approve", """{"comments":5}""", "comments")]
    [InlineData("approve", """{"conditions":"at night"}""", "conditions")]
    [InlineData("approve", """{"conditions":[1]}""", "conditions")]
    [InlineData("reject", """{"comments":["no"]}""", "comments")]
    public async Task A_decision_that_is_wrong_says_which_field(string what, string json, string field)
    {
        using var client = await fixture.Process.LoggedIn("cab_approver");

        var answer = await client.PostJson($"/api/v1/cab/{Guid.NewGuid()}/{what}/", json);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.Json()).GetProperty("details").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task An_unknown_deployment_and_an_id_that_is_none_are_404()
    {
        using var client = await fixture.Process.LoggedIn("cab_approver");

        Assert.Equal("""{"error":"Deployment not found"}""", await (await client.PostJson($"/api/v1/cab/{Guid.NewGuid()}/approve/", "{}")).Text());
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostJson("/api/v1/cab/8127/approve/", "{}")).StatusCode);
        Assert.Empty(await Pending(client, "/api/v1/cab", "MAYBE"));
    }

    [Fact]
    public async Task Decisions_are_throttled_at_a_hundred_an_hour_and_lists_are_not_by_the_same()
    {
        await using var process = await ControlPlaneProcess.Start();
        using var client = await process.LoggedIn("cab_approver");

        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 101; i++)
        {
            answers.Add((await client.PostJson($"/api/v1/cab/{Guid.NewGuid()}/reject/", "{}")).StatusCode);
        }

        Assert.All(answers[..100], status => Assert.Equal(HttpStatusCode.NotFound, status));
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[100]);
        Assert.Equal(HttpStatusCode.OK, (await client.Get("/api/v1/cab/pending/?limit=100")).StatusCode);
    }

    [Fact]
    public async Task Applications_are_grouped_with_their_versions()
    {
        using var client = await fixture.Process.LoggedIn();
        foreach (var version in (string[])["1.0", "1.1", "1.1"])
        {
            await client.PostJson("/api/v1/deployments/", $$"""{"app_name":"grouped","version":"{{version}}","target_ring":"GLOBAL"}""");
        }

        var answer = await (await client.Get("/api/v1/deployments/applications?app_name=grouped&limit=50")).Json();

        var application = Assert.Single(answer.GetProperty("applications").EnumerateArray());
        Assert.Equal("1.1", application.GetProperty("latest_version").GetString());
        Assert.Equal(3, application.GetProperty("deployment_count").GetInt32());
        Assert.Equal([2, 1], application.GetProperty("versions").EnumerateArray().Select(v => v.GetProperty("deployments").GetArrayLength()));
        Assert.Equal("""{"applications":[]}""", await (await client.Get("/api/v1/deployments/applications?ring=MOON")).Text());
    }

    private static async Task<Guid> Waiting(HttpClient client) =>
        (await (await client.PostJson("/api/v1/deployments/", """{"app_name":"board","version":"1","target_ring":"GLOBAL"}""")).Json())
            .GetProperty("correlation_id").GetGuid();

    private static async Task<JsonElement[]> Pending(HttpClient client, string path, string decision = "PENDING") =>
        [.. (await (await client.Get($"{path}/pending/?decision={decision}&limit=100")).Json()).GetProperty("approvals").EnumerateArray()];
}
