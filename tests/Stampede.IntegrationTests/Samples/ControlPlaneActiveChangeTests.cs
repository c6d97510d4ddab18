using System.Net;

namespace Stampede.IntegrationTests;

public sealed class ControlPlaneActiveChangeTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const string Harmless = """{"sbom":1,"vulnerability_scan":1,"test_results":1,"rollback_plan":1}""";
    private const string Risky = """{"privilege_elevation":4,"rollback_complexity":4,"vulnerability_severity":4}""";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_an_application_one_change_at_a_time_goes_to_a_ring(bool inDatabase)
    {
        await using var process = await Start(inDatabase);
        using var client = await process.LoggedIn("publisher_user");
        var app = $"{Guid.NewGuid()}";
        var ids = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Create(client, app, "LAB", Harmless)));

        // The service publishes what needs no approval by itself, while this asks for the same.
        var answers = await Task.WhenAll(ids.Select(id => Publish(client, id)));

        var active = Array.FindIndex(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, Assert.Single(answers, answer => answer.StatusCode != HttpStatusCode.Conflict).StatusCode);
        var refused = await answers[(active + 1) % answers.Length].Json();
        Assert.Equal($"Another change of {app} in LAB is active, and the board has not approved this one", refused.GetProperty("error").GetString());
        Assert.Equal("permanent", refused.GetProperty("error_class").GetString());
        Assert.Equal(["DEPLOYING", .. Enumerable.Repeat("APPROVED", 9)], (await Statuses(client, app)).OrderDescending());
        Assert.Equal(HttpStatusCode.OK, (await Publish(client, await Create(client, app, "CANARY", Harmless))).StatusCode);

        await client.PostJson("/api/v1/connectors/remediate/", $$"""{"deployment_id":"{{ids[active]}}","reason":"bad","action":"ROLLBACK"}""");
        Assert.Equal(HttpStatusCode.OK, (await Publish(client, ids[(active + 1) % ids.Length])).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Publish(client, ids[(active + 2) % ids.Length])).StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_board_approved_may_go_beside_another(bool inDatabase)
    {
        await using var process = await Start(inDatabase);
        using var client = await process.LoggedIn("cab_approver");
        var app = $"{Guid.NewGuid()}";
        Assert.Equal(HttpStatusCode.OK, (await Publish(client, await Create(client, app, "LAB", Harmless))).StatusCode);
        var risky = await Create(client, app, "LAB", Risky);

        Assert.Equal(HttpStatusCode.Conflict, (await Publish(client, risky)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.PostJson($"/api/v1/cab/{risky}/approve/", "{}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Publish(client, risky)).StatusCode);
        Assert.Equal(["DEPLOYING", "DEPLOYING"], await Statuses(client, app));
    }

    [Fact]
    public async Task A_change_that_its_plane_refused_leaves_the_place_to_others()
    {
        await using var process = await ControlPlaneProcess.Start("--plane-fault", "jamf=404");
        using var client = await process.LoggedIn("publisher_user");
        var app = $"{Guid.NewGuid()}";

        Assert.Equal(HttpStatusCode.NotFound, (await Publish(client, await Create(client, app, "LAB", Risky), "JAMF")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Publish(client, await Create(client, app, "LAB", Risky))).StatusCode);
    }

    private async Task<ControlPlaneProcess> Start(bool inDatabase) =>
        inDatabase ? await ControlPlaneProcess.Start("--postgres", await server.CreateDatabase()) : await ControlPlaneProcess.Start();

    private static async Task<string[]> Statuses(HttpClient client, string app) =>
    [
        .. (await (await client.Get($"/api/v1/deployments/list?app_name={app}&ring=LAB")).Json()).GetProperty("deployments").EnumerateArray()
            .Select(row => row.GetProperty("status").GetString()!),
    ];

    private static Task<HttpResponseMessage> Publish(HttpClient client, Guid id, string plane = "SCCM") =>
        client.PostJson("/api/v1/connectors/publish/", $$"""{"deployment_id":"{{id}}","target_plane":"{{plane}}"}""");

    private static async Task<Guid> Create(HttpClient client, string app, string ring, string evidence)
    {
        var created = await client.PostJson("/api/v1/deployments/", $$"""{"app_name":"{{app}}","version":"1","target_ring":"{{ring}}","evidence_pack":{{evidence}}}""");
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        return (await created.Json()).GetProperty("correlation_id").GetGuid();
    }
}
