namespace Stampede.Tests;

/// <summary>The hook that sees requests before they are sent.</summary>
public class RequestFilterTests
{
    [Fact]
    public async Task A_filter_adds_a_header_to_requests_batches_and_redirects()
    {
        using var server = new TestServer(r => r.Target == "/from" ? Reply.Redirect(302, "/to") : new Reply());
        await Filtered(server, draft => draft.SetHeader("X-Added", $"{draft.UserClass} {draft.UserNumber} {draft.Method}"), async user =>
        {
            await user.Http.Get("/a");
            await user.Http.Get("/from");
            await user.Http.All([.. Enumerable.Range(0, 10).Select(i => Request.Post("/batch", "text"))]);
        });
        Assert.Equal(13, server.Requests.Count);
        Assert.All(server.Requests, r => Assert.Equal($"ScriptUser 0 {r.Method}", r.Header("X-Added")));
        Assert.All(server.Requests, r => Assert.Equal("Stampede", r.Header("User-Agent")));
    }

    [Fact]
    public async Task A_filter_sees_the_request_and_its_headers_and_replaces_them()
    {
        using var server = new TestServer();
        var seen = new List<(string Method, string Url, string Name, string?, string?, string?)>();
        await Filtered(
            server,
            draft =>
            {
                seen.Add((draft.Method, draft.Url, draft.Name, draft.Header("x-own"), draft.Header("user-agent"), draft.Header("x-none")));
                draft.SetHeader("x-own", "b");
                draft.SetHeader("User-Agent", "mine");
                draft.SetHeader("Content-Type", "text/special");
            },
            async user =>
            {
                await user.Http.Post("/p?q=1", "text", query: new { z = 2 }, headers: new() { ["X-Own"] = "a" });
                await user.Http.Get("/g", name: "named");
            });
        Assert.Equal(
            [("POST", server.Url + "/p?q=1&z=2", "/p", "a", "Stampede", null), ("GET", server.Url + "/g", "named", null, "Stampede", null)], seen);
        Assert.All(server.Requests, r => Assert.Equal(("b", "mine", "text/special"), (r.Header("X-Own"), r.Header("User-Agent"), r.Header("Content-Type"))));
    }

    [Fact]
    public async Task A_filter_renames()
    {
        using var server = new TestServer();
        var result = await Filtered(
            server,
            draft => draft.Name = draft.Name.StartsWith("/items/", StringComparison.Ordinal) ? "/items/{id}" : draft.Name,
            async user =>
            {
                for (var i = 0; i < 4; i++)
                {
                    await user.Http.Get($"/items/{i}");
                }

                await user.Http.Get("/other");
            });
        Assert.Equal([("GET /items/{id}", 4L), ("GET /other", 1L)], result.Requests.Select(r => (r.Key.ToString(), r.Value.Settled)).Order());
        Assert.Equal("/items/3", server.Requests[3].Target);
    }

    [Fact]
    public async Task What_no_header_may_have_is_reported_and_the_request_is_sent_without_it()
    {
        using var server = new TestServer();
        var result = await Filtered(server, draft => draft.SetHeader("a b", "c"), async user => await user.Http.Get("/"));
        Assert.Single(server.Requests);
        Assert.Contains("'a b' is not a header name", result.Note("HOOK-FAILED")!.Text, StringComparison.Ordinal);
        Assert.Equal((1L, 0L), (result.Total().Settled, result.Total().Failed));
    }

    [Fact]
    public async Task A_wrong_address_is_the_users_error_not_the_filters()
    {
        using var server = new TestServer();
        var result = await Filtered(server, _ => { }, async user => await user.Http.Get("ftp://x/"));
        Assert.Null(result.Note("HOOK-FAILED"));
        Assert.Equal("UriFormatException", Assert.Single(result.UserErrors).Type.Split('.')[^1]);
    }

    private static Task<Results.RunResult> Filtered(TestServer server, Action<RequestDraft> filter, Func<ScriptUser, ValueTask> task) =>
        new Script { Hooks = new Hooks { RequestFilter = filter }, Task = task }.Run(server);
}
