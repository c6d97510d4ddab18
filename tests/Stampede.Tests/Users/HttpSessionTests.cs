using System.IO.Compression;
using System.Text;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>What a session sends, as a server receives it.</summary>
public class HttpSessionTests
{
    [Fact]
    public async Task All_methods()
    {
        using var server = new TestServer("body");
        var result = await Script.Once(server, async user =>
        {
            await user.Http.Get("/");
            await user.Http.Post("/");
            await user.Http.Put("/");
            await user.Http.Patch("/");
            await user.Http.Delete("/");
            Assert.Equal(0, (await user.Http.Head("/")).BodyLength);
            await user.Http.Options("/");
            await user.Http.Send(new Request("PURGE", "/") { Name = "purge" });
        });
        string[] methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "PURGE"];
        Assert.Equal(methods, server.Requests.Select(r => r.Method));
        Assert.Equal(1, server.Connections);
        Assert.All(methods[..7], m => Assert.Equal(1, result.Of(m + " /").Settled));
        Assert.Equal(1, result.Of("PURGE purge").Settled);
        Assert.Equal(1, result.Total().ConnectionsOpened);
    }

    [Fact]
    public async Task Bodies_of_every_kind()
    {
        using var server = new TestServer();
        await Script.Once(server, async user =>
        {
            await user.Http.Post("/json", new { name = "ä", count = 3 });
            await user.Http.Post("/text", "plain ä");
            await user.Http.Post("/typed", "<a/>", contentType: "application/xml");
            await user.Http.Put("/bytes", new byte[] { 1, 2, 3 });
            await user.Http.Put("/memory", new ReadOnlyMemory<byte>([4, 5, 6], 1, 2));
            await user.Http.Post("/stream", new MemoryStream([7, 8]));
            await user.Http.Post("/chunked", new GZipStream(new MemoryStream(Gzip("unknown length")), CompressionMode.Decompress));
            await user.Http.Post("/form", Body.Form(("a", "1 2"), ("b", "ä&")));
            await user.Http.Patch("/multipart", Body.Multipart().Field("field", "value").File("file", "f.txt", "content"u8.ToArray()));
            await user.Http.Post("/none");
            await user.Http.Delete("/delete", new { reason = "old" });
        });
        var sent = server.Requests.ToDictionary(r => r.Target);
        AssertBody("/json", "application/json", """{"name":"ä","count":3}""");
        AssertBody("/text", "text/plain; charset=utf-8", "plain ä");
        AssertBody("/typed", "application/xml", "<a/>");
        AssertBody("/bytes", "application/octet-stream", "\u0001\u0002\u0003");
        AssertBody("/memory", "application/octet-stream", "\u0005\u0006");
        AssertBody("/stream", "application/octet-stream", "\u0007\u0008");
        Assert.Equal("2", sent["/stream"].Header("Content-Length"));
        AssertBody("/chunked", "application/octet-stream", "unknown length");
        Assert.Equal("chunked", sent["/chunked"].Header("Transfer-Encoding"));
        AssertBody("/form", "application/x-www-form-urlencoded", "a=1+2&b=%C3%A4%26");
        var multipart = sent["/multipart"];
        Assert.StartsWith("multipart/form-data; boundary=", multipart.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Contains("name=\"field\"\r\n\r\nvalue\r\n", multipart.Text, StringComparison.Ordinal);
        Assert.Contains("filename=\"f.txt\"", multipart.Text, StringComparison.Ordinal);
        Assert.Contains("\r\n\r\ncontent\r\n", multipart.Text, StringComparison.Ordinal);
        AssertBody("/none", null, "");
        Assert.Equal("0", sent["/none"].Header("Content-Length"));
        AssertBody("/delete", "application/json", """{"reason":"old"}""");

        void AssertBody(string target, string? type, string text)
        {
            Assert.Equal(type, sent[target].Header("Content-Type"));
            Assert.Equal(text, sent[target].Text);
        }
    }

    [Fact]
    public async Task Headers_of_the_test_the_user_and_the_request()
    {
        using var server = new TestServer();
        var http = new HttpOptions { Headers = new Dictionary<string, string> { ["X-Test"] = "test", ["Accept"] = "text/html" } };
        await Script.Once(server, async user =>
        {
            await user.Http.Get("/defaults");
            user.Http.Headers["X-User"] = "user";
            user.Http.Headers["Accept-Encoding"] = null;
            await user.Http.Get("/user");
            await user.Http.Get("/request", headers: new() { ["x-test"] = "request", ["X-More"] = "more" });
            await user.Http.Post("/type", "x", headers: new() { ["Content-Type"] = "text/csv" });
            Assert.Throws<ArgumentException>(() => { _ = user.Http.Get("/bad", headers: new() { ["X"] = "a\r\nb" }); });
        }, http);
        var sent = server.Requests.ToDictionary(r => r.Target);
        Assert.Equal(4, sent.Count);
        Assert.Equal(("test", "text/html", "Stampede", "gzip, deflate, br"), Of("/defaults"));
        Assert.Equal($"127.0.0.1:{server.Port}", sent["/defaults"].Header("Host"));
        Assert.Equal(("test", "text/html", "Stampede", null), Of("/user"));
        Assert.Equal("user", sent["/user"].Header("X-User"));
        Assert.Equal(("request", "text/html", "Stampede", null), Of("/request"));
        Assert.Equal("more", sent["/request"].Header("X-More"));
        Assert.Equal("text/csv", sent["/type"].Header("Content-Type"));

        (string?, string?, string?, string?) Of(string target) =>
            (sent[target].Header("X-Test"), sent[target].Header("Accept"), sent[target].Header("User-Agent"), sent[target].Header("Accept-Encoding"));
    }

    [Fact]
    public async Task Headers_of_one_user_are_not_anothers()
    {
        using var server = new TestServer();
        var script = new Script
        {
            OnStart = user =>
            {
                if (user.Number == 0)
                {
                    user.Http.Headers["X-User"] = "0";
                }

                return default;
            },
            Task = async user => await user.Http.Get($"/{user.Number}"),
        };
        await script.Run(server, new RunOptions { Users = 2, SpawnRate = 1000 });
        Assert.Equal(["/0 0", "/1 "], server.Requests.Select(r => $"{r.Target} {r.Header("X-User")}").Order());
    }

    [Fact]
    public async Task Cookies_are_the_users_own()
    {
        using var server = new TestServer(r => r.Target.StartsWith("/login", StringComparison.Ordinal)
            ? new Reply(200, "", ("Set-Cookie", $"id={r.Target[^1]}; Path=/"), ("Set-Cookie", "deep=1; Path=/deep"))
            : new Reply());
        var script = new Script
        {
            OnStart = async user => await user.Http.Get($"/login{user.Number}", name: "/login"),
            Task = async user =>
            {
                await user.Http.Get($"/work{user.Number}");
                user.Check("id", user.Http.Cookie("id") == $"{user.Number}");
                user.Http.SetCookie("mine", "x");
                await user.Http.Get($"/deep/{user.Number}");
                user.Http.ClearCookies();
                await user.Http.Get($"/after{user.Number}");
            },
        };
        var result = await script.Run(server, new RunOptions { Users = 3, SpawnRate = 1000 });
        Assert.Empty(result.UserErrors);
        Assert.Equal(new CheckStats(3, 0), result.Checks["id"]);
        foreach (var user in (int[])[0, 1, 2])
        {
            Assert.Null(Cookie($"/login{user}"));
            Assert.Equal($"id={user}", Cookie($"/work{user}"));
            Assert.Equal(["deep=1", $"id={user}", "mine=x"], Cookie($"/deep/{user}")!.Split("; ").Order());
            Assert.Null(Cookie($"/after{user}"));
        }

        string? Cookie(string target) => server.Requests.Single(r => r.Target == target).Header("Cookie");
    }

    [Fact]
    public async Task Basic_credentials_and_bearer_tokens()
    {
        using var server = new TestServer();
        await Script.Once(server, async user =>
        {
            await user.Http.Get("/0");
            user.Http.BasicAuth("me", "pässword");
            await user.Http.Get("/1");
            user.Http.BearerToken("abc");
            await user.Http.Get("/2");
        });
        Assert.Equal([null, Basic("me:pässword"), "Bearer abc"], server.Requests.Select(r => r.Header("Authorization")));
    }

    [Fact]
    public async Task User_info_of_the_host_is_sent_to_the_host_alone()
    {
        using var server = new TestServer();
        using var other = new TestServer();
        var script = new Script
        {
            Task = async user =>
            {
                await user.Http.Get("/a");
                await user.Http.Get(other.Url + "/b");
                await user.Http.Get("/c", headers: new() { ["authorization"] = "own" });
                user.Http.BearerToken("t");
                await user.Http.Get("/d");
            },
        };
        var result = await new LoadTest
        {
            Host = $"http://me:p%40ss@127.0.0.1:{server.Port}",
            Users = [typeof(ScriptUser)],
            Services = new Services().Add(script),
        }.Run(new RunOptions { Iterations = 1 });
        Assert.Equal([Basic("me:p@ss"), "own", "Bearer t"], server.Requests.Select(r => r.Header("Authorization")));
        Assert.Null(other.Last.Header("Authorization"));
        Assert.DoesNotContain("p%40ss", result.Plan.Host!, StringComparison.Ordinal);
        Assert.All(result.Requests.Keys, k => Assert.DoesNotContain("me:", k.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Query_values_are_encoded_and_no_part_of_the_name()
    {
        using var server = new TestServer();
        var result = await Script.Once(server, async user =>
        {
            await user.Http.Get("/search", query: new { q = "a b&c", page = 2 });
            await user.Http.Get("/search?x=1", query: new Dictionary<string, object?> { ["y"] = "ä" });
            await user.Http.Get("/search?x=2");
        });
        Assert.Equal(3, result.Of("GET /search").Settled);
        Assert.Equal("/search?x=1&y=%C3%A4", server.Requests[1].Target);
        var (path, query) = (server.Requests[0].Target.Split('?')[0], server.Requests[0].Target.Split('?')[1]);
        Assert.Equal("/search", path);
        Assert.Equal(["page=2", "q=a b&c"], query.Split('&').Select(p => Uri.UnescapeDataString(p.Replace('+', ' '))).Order());
    }

    [Fact]
    public async Task Name_groups_urls_and_the_same_url_may_have_two_names()
    {
        using var server = new TestServer();
        var result = await Script.Once(server, async user =>
        {
            for (var id = 0; id < 5; id++)
            {
                await user.Http.Get($"/things/{id}", name: "/things/{id}");
            }

            const string url = "/things/9";
            await user.Http.Get(url);
            await user.Http.Get(url, name: "/things/{id}");
            await user.Http.Get(url);
            await user.Http.Delete(url);
        });
        Assert.Equal(
            ["DELETE /things/9 1", "GET /things/9 2", "GET /things/{id} 6"],
            result.Requests.Select(r => $"{r.Key} {r.Value.Settled}").Order());
        Assert.Equal(9, server.Requests.Count);
    }

    [Fact]
    public async Task Absolute_urls_go_to_other_origins_and_are_named_with_them()
    {
        using var server = new TestServer();
        using var other = new TestServer();
        var result = await Script.Once(server, async user =>
        {
            await user.Http.Get("/a");
            await user.Http.Get(other.Url + "/b?c=d");
            await user.Http.Get(server.Url + "/a");
            await user.Http.Get(other.Url + "/b");
        });
        Assert.Equal((2, 2), (server.Requests.Count, other.Requests.Count));
        Assert.Equal((1, 1), (server.Connections, other.Connections));
        Assert.Equal(2, result.Of("GET /a").Settled);
        Assert.Equal(2, result.Of($"GET {other.Url}/b").Settled);
    }

    [Fact]
    public async Task A_url_that_is_none_throws_before_anything_is_sent()
    {
        using var server = new TestServer();
        var result = await Script.Once(server, async user =>
        {
            Assert.Throws<UriFormatException>(() => { _ = user.Http.Get("things"); });
            Assert.Throws<UriFormatException>(() => { _ = user.Http.Get("http://"); });
            await user.Http.Get("/fine");
        });
        Assert.Equal(1, result.Total().Settled);
    }

    [Fact]
    public async Task Without_a_host_only_absolute_urls_can_be_sent()
    {
        using var server = new TestServer();
        var result = await Script.Once(null, async user =>
        {
            var exception = Assert.Throws<UriFormatException>(() => { _ = user.Http.Get("/a"); });
            Assert.Contains("--host", exception.Message, StringComparison.Ordinal);
            Assert.Throws<InvalidOperationException>(() => user.Http.SetCookie("a", "b"));
            await user.Http.Get(server.Url + "/a");
        });
        Assert.Equal(1, result.Total().Settled);
    }

    [Fact]
    public async Task A_request_that_takes_longer_than_its_timeout_fails_with_the_time_waited()
    {
        using var server = new TestServer(r => r.Target == "/fast" ? new Reply() : new Reply { Never = true });
        var result = await Script.Once(server, async user =>
        {
            var response = await user.Http.Get("/own", timeout: TimeSpan.FromMilliseconds(150));
            Assert.Equal((0, FailureKind.Timeout), (response.Status, response.Error));
            user.Http.Timeout = TimeSpan.FromMilliseconds(250);
            await user.Http.Get("/session");
            (await user.Http.Get("/fast", timeout: TimeSpan.FromSeconds(30))).Require(200);
            Assert.Throws<ArgumentOutOfRangeException>(() => user.Http.Timeout = TimeSpan.Zero);
            Assert.Throws<ArgumentOutOfRangeException>(() => { _ = user.Http.Get("/zero", timeout: TimeSpan.Zero); });
        });
        Assert.Equal(1, result.Of("GET /own").FailureKinds[FailureKind.Timeout]);

        // Never below what was asked for; histograms round by a thousandth.
        Assert.InRange(result.Of("GET /own").FailedResponseTime.Max, 149_000, 5_000_000);
        Assert.InRange(result.Of("GET /session").FailedResponseTime.Max, 249_000, 5_000_000);
        Assert.Equal(3, server.Connections);
    }

    [Fact]
    public async Task The_tests_timeout_is_every_users()
    {
        using var server = new TestServer(_ => new Reply { Never = true });
        var result = await Script.Once(server, async user => await user.Http.Get("/a"), new HttpOptions { Timeout = TimeSpan.FromMilliseconds(100) });
        Assert.Equal(FailureKind.Timeout, result.OnlyFailure().Kind);
    }

    [Fact]
    public async Task Connections_are_kept_unless_KeepAlive_is_off()
    {
        using var server = new TestServer();
        var result = await Script.Once(server, async user =>
        {
            await user.Http.Get("/a");
            await user.Http.Get("/a");
            Assert.Equal(1, server.Connections);
            user.Http.KeepAlive = false;
            await user.Http.Get("/b");
            await user.Http.Get("/b");
        });
        Assert.Equal("close", server.Last.Header("Connection"));
        Assert.Equal(1, result.Of("GET /a").ConnectionsOpened);
        Assert.InRange(result.Of("GET /b").ConnectionsOpened, 1, 2);
        Assert.Equal(result.Total().ConnectionsOpened, server.Connections);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_a_failure()
    {
        using var server = new TestServer(new string('x', 1001));
        var result = await Script.Once(server, async user => await user.Http.Get("/a"), new HttpOptions { BodyLimit = 1000 });
        Assert.Equal(FailureKind.BodyTooLarge, result.OnlyFailure().Kind);
    }

    [Fact]
    public async Task A_second_request_before_the_first_was_awaited_throws_and_names_All()
    {
        using var server = new TestServer(r => new Reply { After = TimeSpan.FromMilliseconds(r.Target == "/a" ? 200 : 0) });
        var result = await Script.Once(server, async user =>
        {
            var first = user.Http.Get("/a");
            var exception = Assert.Throws<InvalidOperationException>(() => { _ = user.Http.Get("/b"); });
            Assert.Contains("Http.All", exception.Message, StringComparison.Ordinal);
            Assert.Contains("/b", exception.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await user.Http.All(Request.Get("/c")));
            Assert.Equal(200, (await first).Status);
            Assert.Equal(200, (await user.Http.Get("/d")).Status);
        });
        Assert.Equal(["GET /a", "GET /d"], result.Requests.Keys.Select(k => k.ToString()).Order());
    }

    [Fact]
    public async Task A_failure_keeps_up_to_three_samples()
    {
        using var server = new TestServer(_ => new Reply(500, "it broke", ("X-Request-Id", "r1"), ("X-Other", "no")));
        var result = await Script.Once(server, async user =>
        {
            for (var i = 0; i < 5; i++)
            {
                await user.Http.Get("/a?n=" + i);
            }
        });
        var failure = Assert.Single(result.Failures);
        Assert.Equal((5, 3), (failure.Stats.Count, failure.Stats.Samples.Count));
        var sample = failure.Stats.Samples[0];
        Assert.Equal((server.Url + "/a?n=0", 500, "it broke"), (sample.Url, sample.Status, sample.Body));
        Assert.Equal(["X-Request-Id"], sample.Headers.Keys);
    }

    private static string Basic(string text) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static byte[] Gzip(string text)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
