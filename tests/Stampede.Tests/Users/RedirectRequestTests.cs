using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Redirects: one request in the statistics, however many hops.</summary>
public class RedirectRequestTests
{
    [Fact]
    public async Task A_redirect_is_part_of_its_request()
    {
        using var server = new TestServer(r => r.Target switch
        {
            "/a" => Reply.Redirect(302, "/b"),
            "/b" => Reply.Redirect(301, "c?x=1"),
            _ => new Reply(200, "there"),
        });
        var result = await Script.Once(server, async user =>
        {
            var response = await user.Http.Get("/a");
            Assert.Equal((200, "there", server.Url + "/c?x=1"), (response.Status, response.Text, response.Url));
        });
        Assert.Equal(["/a", "/b", "/c?x=1"], server.Requests.Select(r => r.Target));
        var (key, stats) = Assert.Single(result.Requests);
        Assert.Equal(("GET /a", 1L, 1L), (key.ToString(), stats.Settled, stats.ResponseTime.Count));
        Assert.Equal(1, stats.Statuses[200]);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Redirects_can_be_switched_off()
    {
        using var server = new TestServer(_ => Reply.Redirect(302, "/b"));
        var result = await Script.Once(server, async user =>
        {
            var response = await user.Http.Get("/a", followRedirects: false);
            Assert.Equal((302, "/b"), (response.Status, response.Header("Location")));
            user.Http.FollowRedirects = false;
            Assert.Equal(302, (await user.Http.Post("/a")).Status);
        });
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(0, result.Total().Failed);
    }

    [Fact]
    public async Task A_head_is_never_redirected()
    {
        using var server = new TestServer(_ => Reply.Redirect(302, "/b"));
        await Script.Once(server, async user => Assert.Equal(302, (await user.Http.Head("/a")).Status));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task More_redirects_than_allowed_are_a_failure()
    {
        using var server = new TestServer(r => Reply.Redirect(302, r.Target + "x"));
        var result = await Script.Once(server, async user =>
        {
            user.Http.MaxRedirects = 3;
            await user.Http.Get("/");
        });
        Assert.Equal(FailureKind.TooManyRedirects, result.OnlyFailure().Kind);
        Assert.Equal(4, server.Requests.Count);
    }

    [Theory]
    [InlineData(303, "PUT", "GET", "")]
    [InlineData(302, "POST", "GET", "")]
    [InlineData(301, "PUT", "PUT", "x")]
    [InlineData(307, "POST", "POST", "x")]
    [InlineData(308, "PUT", "PUT", "x")]
    public async Task Method_and_body_after_a_redirect(int status, string method, string next, string body)
    {
        using var server = new TestServer(r => r.Target == "/a" ? Reply.Redirect(status, "/b") : new Reply());
        await Script.Once(server, async user => await user.Http.Send(new Request(method, "/a") { Body = "x" }));
        Assert.Equal((next, "/b", body), (server.Last.Method, server.Last.Target, server.Last.Text));
        Assert.Equal(body.Length > 0 ? "text/plain; charset=utf-8" : null, server.Last.Header("Content-Type"));
    }

    [Fact]
    public async Task Credentials_do_not_leave_their_origin()
    {
        using var other = new TestServer();
        using var server = new TestServer(r => Reply.Redirect(302, r.Target == "/within" ? "/out" : $"http://localhost:{other.Port}/b"));
        await Script.Once(server, async user =>
        {
            user.Http.BasicAuth("me", "secret");
            user.Http.SetCookie("session", "s");
            user.Http.Headers["X-Mine"] = "stays";
            await user.Http.Get("/within");
            await user.Http.Get("/out", headers: new() { ["Cookie"] = "own=1", ["X-Own"] = "too" });
        });
        Assert.All(server.Requests, r => Assert.NotNull(r.Header("Authorization")));
        Assert.Equal(2, other.Requests.Count);
        Assert.All(other.Requests, r => Assert.Equal((null, null, "stays"), (r.Header("Authorization"), r.Header("Cookie"), r.Header("X-Mine"))));
        Assert.Equal("too", other.Last.Header("X-Own"));
    }

    [Fact]
    public async Task A_cookie_of_the_redirect_is_sent_to_where_it_leads()
    {
        using var server = new TestServer(r => r.Target == "/login"
            ? new Reply(302, "", ("Location", "/home"), ("Set-Cookie", "id=1; Path=/"))
            : new Reply());
        await Script.Once(server, async user => await user.Http.Post("/login", Body.Form(("user", "me"))));
        Assert.Equal("id=1", server.Last.Header("Cookie"));
    }

    [Fact]
    public async Task A_redirect_to_what_is_not_http_is_a_failure()
    {
        using var server = new TestServer(_ => Reply.Redirect(302, "ftp://example.org/"));
        var result = await Script.Once(server, async user => await user.Http.Get("/a"));
        Assert.Equal(FailureKind.Malformed, result.OnlyFailure().Kind);
    }

    [Fact]
    public async Task The_timeout_is_over_all_hops()
    {
        using var server = new TestServer(r => new Reply(302, "", ("Location", r.Target + "x")) { After = TimeSpan.FromMilliseconds(200) });
        var result = await Script.Once(server, async user => await user.Http.Get("/", timeout: TimeSpan.FromSeconds(1)));
        Assert.Equal(FailureKind.Timeout, result.OnlyFailure().Kind);

        // Thirty hops would have been allowed.
        Assert.InRange(server.Requests.Count, 1, 6);
    }
}
