using Stampede.Metrics;

namespace Stampede.Tests;

/// <summary>Rule 6: a timeout counts with the time really waited, never below its limit.</summary>
public sealed class DeadlineTests
{
    private static readonly HttpOptions Short = new() { Timeout = TimeSpan.FromMilliseconds(300) };

    [Theory]
    [BothTransports]
    public async Task A_server_that_never_answers_is_a_timeout_of_at_least_the_limit(Transport transport)
    {
        await using var server = new WireServer(peer => peer.ReadToEnd());
        await using var user = new WireUser(transport, server.Url, Short);
        for (var i = 0; i < 3; i++)
        {
            var outcome = await user.Get();
            Assert.Equal(FailureKind.Timeout, outcome.Kind);
            Assert.InRange(outcome.Duration.TotalMilliseconds, 300, 5000);
        }

        var total = user.Total;
        Assert.Equal((3, 3, 3), (total.Failed, total.ConnectionsOpened, total.FailedResponseTime.Count));
        Assert.InRange(total.FailedResponseTime.Min, 300_000, 5_000_000);
        await user.UntilOpenSocketsAre(0);
    }

    [Theory]
    [BothTransports]
    public async Task A_trickle_does_not_keep_a_request_alive(Transport transport)
    {
        await using var server = new WireServer(async peer =>
        {
            await peer.Read();
            await peer.Send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            while (true)
            {
                await peer.Send("b");
                await peer.Wait(50);
            }
        });
        await using var user = new WireUser(transport, server.Url, Short);
        var outcome = await user.Get();
        Assert.Equal(FailureKind.Timeout, outcome.Kind);
        Assert.InRange(outcome.Duration.TotalMilliseconds, 300, 5000);
    }

    [Theory]
    [BothTransports]
    public async Task A_late_answer_is_not_read_as_the_next_one(Transport transport)
    {
        // Late is when the client has asked again: on another connection, as it has given up this one.
        var (asked, answered) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = WireServer.Playing(
            async peer =>
            {
                try
                {
                    await peer.Read();
                    await asked.Task;
                    await peer.Answer("late");
                }
                finally
                {
                    answered.SetResult();
                }
            },
            async peer =>
            {
                while (await peer.Read() is not null)
                {
                    asked.TrySetResult();
                    await peer.Answer("in time");
                }
            });
        await using var user = new WireUser(transport, server.Url);
        Assert.Equal(FailureKind.Timeout, (await user.Send(http => http.Get("/", timeout: TimeSpan.FromMilliseconds(400)))).Kind);
        Assert.Equal("in time", (await user.Get()).Text);
        await answered.Task;
        Assert.Equal("in time", (await user.Get()).Text);
        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [BothTransports]
    public async Task A_request_has_its_own_timeout_where_it_says_so(Transport transport)
    {
        await using var server = WireServer.Playing(
            peer => peer.ReadToEnd(),
            async peer =>
            {
                await peer.Read();
                await peer.Wait(500);
                await peer.Answer();
            });
        await using var user = new WireUser(transport, server.Url);
        var cut = await user.Send(http => http.Get("/", timeout: TimeSpan.FromMilliseconds(100)));
        Assert.Equal(FailureKind.Timeout, cut.Kind);

        // Its own, and not the user's, which is 20 s; that holds for the next again.
        Assert.InRange(cut.Duration.TotalMilliseconds, 100, 15_000);
        var waited = await user.Get();
        Assert.Equal("ok", waited.Text);
        Assert.InRange(waited.Duration.TotalMilliseconds, 500, 20_000);
    }

    [Theory]
    [BothTransports]
    public async Task A_body_that_nobody_takes_times_out(Transport transport)
    {
        await using var server = new WireServer(async peer =>
        {
            await peer.ReadHead();
            await peer.Forever();
        });
        await using var user = new WireUser(transport, server.Url, Short);
        Assert.Equal(FailureKind.Timeout, (await user.Post(new byte[20_000_000])).Kind);
        Assert.Equal(FailureKind.Timeout, (await user.Post(new MemoryStream(new byte[20_000_000]))).Kind);
        await user.UntilOpenSocketsAre(0);
    }
}
