using System.Net;

namespace Stampede.IntegrationTests;

public sealed class ControlPlaneAuthTests(ControlPlaneFixture fixture) : IClassFixture<ControlPlaneFixture>
{
    [Theory]
    [InlineData("/api/v1/auth/login", "username", "loadtest_user")]
    [InlineData("/api/v1/auth/login/", "username", "cab_approver")]
    [InlineData("/api/v1/auth/login", "email", "publisher_user@example.com")]
    public async Task Login_gives_a_session_cookie_that_scripts_cannot_read(string path, string field, string login)
    {
        using var client = fixture.Process.Client();

        var answer = await client.PostJson(path, $$"""{"{{field}}":"{{login}}","password":"test123"}""");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("sessionid=", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("max-age=86400", cookie, StringComparison.OrdinalIgnoreCase);
        var body = await answer.Json();
        Assert.Equal(login.Split('@')[0], body.GetProperty("user").GetProperty("username").GetString());
        Assert.False(body.GetProperty("user").GetProperty("is_staff").GetBoolean());
        Assert.Contains(body.GetProperty("session_id").GetString()!, cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_takes_a_form_as_well_as_JSON()
    {
        using var client = fixture.Process.Client();
        using var form = new FormUrlEncodedContent([new("username", "loadtest_user"), new("password", "test123")]);

        var answer = await client.PostAsync("/api/v1/auth/login", form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("""{"username":"loadtest_user","password":"wrong"}""", HttpStatusCode.Unauthorized, """{"error":"Invalid email or password"}""")]
    [InlineData("""{"username":"nobody","password":"test123"}""", HttpStatusCode.Unauthorized, """{"error":"Invalid email or password"}""")]
    [InlineData("""{"username":"loadtest_user"}""", HttpStatusCode.BadRequest, """{"error":"Email and password required"}""")]
    [InlineData("""["loadtest_user"]""", HttpStatusCode.BadRequest, """{"error":"Email and password required"}""")]
    public async Task A_login_that_is_wrong_says_so_and_sets_no_cookie(string json, HttpStatusCode status, string body)
    {
        using var client = fixture.Process.Client();

        var answer = await client.PostJson("/api/v1/auth/login", json);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(body, await answer.Text());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Who_one_is_needs_a_session_and_logout_ends_it()
    {
        using var stranger = fixture.Process.Client();
        using var client = await fixture.Process.LoggedIn();

        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.Get("/api/v1/auth/me")).StatusCode);
        Assert.Equal("loadtest_user", (await (await client.Get("/api/v1/auth/me")).Json()).GetProperty("user").GetProperty("username").GetString());
        var valid = await (await client.Get("/api/v1/auth/validate")).Json();
        Assert.True(valid.GetProperty("valid").GetBoolean());
        Assert.True(valid.GetProperty("session_expiry").GetDateTimeOffset() > DateTimeOffset.UtcNow.AddHours(23));

        Assert.Equal(HttpStatusCode.OK, (await client.PostJson("/api/v1/auth/logout", "{}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.Get("/api/v1/auth/validate")).StatusCode);
    }
}
