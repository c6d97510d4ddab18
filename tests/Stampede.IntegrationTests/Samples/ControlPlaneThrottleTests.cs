using System.Globalization;
using System.Net;

namespace Stampede.IntegrationTests;

public sealed class ControlPlaneThrottleTests
{
    private const int Limit = 1000;

    [Fact]
    public async Task The_thousandth_request_of_an_hour_is_the_last()
    {
        await using var process = await ControlPlaneProcess.Start();
        using var client = process.Client();

        await Task.WhenAll(Enumerable.Range(0, Limit).Select(async _ =>
            Assert.Equal(HttpStatusCode.OK, (await client.Get("/api/v1/deployments/list")).StatusCode)));
        var answer = await client.Get("/api/v1/deployments/list");

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        var seconds = int.Parse(Assert.Single(answer.Headers.GetValues("Retry-After")), CultureInfo.InvariantCulture);
        Assert.InRange(seconds, 3000, 3600);
        var body = await answer.Json();
        Assert.Equal($"Request was throttled. Expected available in {seconds} seconds.", body.GetProperty("error").GetString());
        Assert.Equal(126, answer.Content.Headers.ContentLength);
        Assert.Equal(HttpStatusCode.OK, (await client.Get("/health/live")).StatusCode);
    }

    [Theory]
    [InlineData("loadtest_user", "test123", new string[0], false)]
    [InlineData("loadtest_user", "test123", new[] { "--allow-load-test-users" }, true)]
    [InlineData("operator", "operate123", new[] { "--allow-load-test-users" }, false)]
    public async Task Load_test_users_are_exempt_only_where_it_is_allowed(string user, string password, string[] args, bool exempt)
    {
        await using var process = await ControlPlaneProcess.Start(args);
        using var client = await process.LoggedIn(user, password);

        var answers = await Task.WhenAll(Enumerable.Range(0, Limit + 1).Select(_ => client.Get("/api/v1/auth/me")));

        Assert.Equal(exempt ? 0 : 1, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
    }

    [Theory]
    [InlineData("cab_approver", "test123", 0)]
    [InlineData("operator", "operate123", 1)]
    public async Task The_exemption_holds_for_decisions_too(string user, string password, int throttled)
    {
        await using var process = await ControlPlaneProcess.Start("--allow-load-test-users");
        using var client = await process.LoggedIn(user, password);

        var answers = await Task.WhenAll(Enumerable.Range(0, 101).Select(_ => client.PostJson($"/api/v1/cab/{Guid.NewGuid()}/reject/", "{}")));

        Assert.Equal(throttled, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
    }

    [Theory]
    [InlineData("publisher_user", "test123", 0)]
    [InlineData("operator", "operate123", 1)]
    public async Task The_exemption_holds_for_lists_that_are_polled_too(string user, string password, int throttled)
    {
        await using var process = await ControlPlaneProcess.Start("--allow-load-test-users");
        using var client = await process.LoggedIn(user, password);

        var answers = 0;
        for (var i = 0; i < 5001; i += 3)
        {
            var three = await Task.WhenAll(client.Get("/api/v1/cab/pending/"), client.Get("/api/v1/cab/pending/"), client.Get("/api/v1/cab/pending/"));
            answers += three.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        }

        Assert.Equal(throttled, answers);
    }

    [Fact]
    public async Task A_load_test_user_is_exempt_by_its_password_and_not_by_its_name()
    {
        await using var process = await ControlPlaneProcess.Start("--allow-load-test-users");
        using var client = process.Client();

        var answers = await Task.WhenAll(Enumerable.Range(0, Limit + 1).Select(_ =>
            client.PostJson("/api/v1/auth/login", """{"username":"loadtest_user","password":"guess"}""")));
        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));

        using var right = await process.LoggedIn();
        Assert.Equal(HttpStatusCode.OK, (await right.Get("/api/v1/auth/me")).StatusCode);
    }
}
