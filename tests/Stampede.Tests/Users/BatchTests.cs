using System.Diagnostics;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Http.All: several requests of one user at once.</summary>
public class BatchTests
{
    [Fact]
    public async Task All_answers_are_readable_in_order_and_each_is_measured()
    {
        using var server = new TestServer(r => new Reply(200, r.Target) { After = TimeSpan.FromMilliseconds(10) });
        var result = await Script.Once(server, async user =>
        {
            await user.Http.Get("/before");
            var responses = await user.Http.All([.. Enumerable.Range(0, 20).Select(i => Request.Get($"/{i}", name: "/{n}"))]);
            Assert.Equal(Enumerable.Range(0, 20).Select(i => $"/{i}"), responses.Select(r => r.Text));
            responses[7].Fail("the seventh");
            await user.Http.Get("/after");
            await user.Http.All(Request.Get("/1", "/{n}"), Request.Post("/2", new { a = 1 }, "/{n}"));
        });
        Assert.Equal((21, 1), (result.Of("GET /{n}").Settled, result.Of("GET /{n}").Failed));
        Assert.Equal(1, result.Of("POST /{n}").Settled);
        Assert.Equal("the seventh", result.OnlyFailure().Text);
        Assert.InRange(server.Connections, 2, 6);
    }

    [Fact]
    public async Task A_request_that_fails_does_not_fail_the_others()
    {
        using var server = new TestServer(r => r.Target == "/bad" ? new Reply { Hangup = true } : new Reply());
        var result = await Script.Once(server, async user =>
        {
            var responses = await user.Http.All(Request.Get("/a"), Request.Post("/bad"), Request.Get("/b"));
            Assert.Equal([200, 0, 200], responses.Select(r => r.Status));
        });
        Assert.Equal(FailureKind.ConnectionClosed, result.OnlyFailure().Kind);
    }

    [Fact]
    public async Task A_batch_with_a_wrong_url_sends_nothing_and_the_user_goes_on()
    {
        using var server = new TestServer();
        await Script.Once(server, async user =>
        {
            await Assert.ThrowsAsync<UriFormatException>(async () => await user.Http.All(Request.Get("/a"), Request.Get("wrong")));
            Assert.Empty(server.Requests);
            Assert.Empty(await user.Http.All());
            Assert.Equal(200, (await user.Http.Get("/b")).Status);
        });
    }

    [Fact]
    public async Task Waiting_for_a_lane_is_no_response_time()
    {
        using var server = new TestServer(_ => new Reply { After = TimeSpan.FromMilliseconds(30) });
        var all = TimeSpan.Zero;
        var result = await Script.Once(server, async user =>
        {
            var since = Stopwatch.StartNew();
            await user.Http.All([.. Enumerable.Range(0, 60).Select(_ => Request.Get("/"))]);
            all = since.Elapsed;
        });

        // Six at a time: together they take no longer than six times the batch. It would be some thirty times, if all counted from the batch's start.
        var times = result.Of("GET /").ResponseTime;
        Assert.Equal(60, times.Count);
        Assert.True(times.Min > 29_900, $"fastest {times.Min} us");
        Assert.InRange(times.Mean * 60, 60 * 29_900, 6.1 * all.TotalMicroseconds);
    }

    [Fact]
    public async Task A_batch_from_another_thread_works()
    {
        using var server = new TestServer(r => new Reply(200, r.Target));
        await Script.Once(server, async user =>
        {
            await Task.Delay(5);
            var responses = await user.Http.All(Request.Get("/a"), Request.Get("/b"));
            Assert.Equal(["/a", "/b"], responses.Select(r => r.Text));
        });
    }
}
