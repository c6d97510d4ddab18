using Stampede.Metrics;

namespace Stampede.Tests;

/// <summary>Answers of all the forms that RFC 9112 knows, over a socket.</summary>
public sealed class AnswerTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    [Theory]
    [BothTransports("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + Ok, 200, "ok", true)]
    [BothTransports("HTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\n", 204, "", true)]
    [BothTransports("HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", 304, "", true)]
    [BothTransports("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nSum: 1\r\n\r\n", 200, "abcde", true)]
    [BothTransports("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok", 200, "ok", false)]
    [BothTransports("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", 200, "ok", false)]
    [BothTransports("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok", 200, "ok", true)]
    public async Task An_answer_is_read_and_the_connection_kept_or_not(Transport transport, string answer, int status, string body, bool kept)
    {
        await using var server = WireServer.Answering(answer);
        await using var user = new WireUser(transport, server.Url);
        for (var i = 0; i < 3; i++)
        {
            var outcome = await user.Get();
            Assert.Equal((status, body, FailureKind.None), (outcome.Status, outcome.Text, outcome.Kind));
        }

        Assert.Equal(kept ? 1 : 3, server.Connections);
        Assert.Equal(kept ? 1 : 3, user.Total.ConnectionsOpened);
        Assert.Equal(0, user.Total.Resent);
    }

    [Theory]
    [BothTransports]
    public async Task An_answer_without_a_length_ends_with_the_connection(Transport transport)
    {
        await using var server = new WireServer(async peer =>
        {
            await peer.Read();
            await peer.Send("HTTP/1.1 200 OK\r\n\r\nall ");
            await peer.Wait(20);
            await peer.Send("of it");
        });
        await using var user = new WireUser(transport, server.Url);
        Assert.Equal("all of it", (await user.Get()).Text);
        Assert.Equal("all of it", (await user.Get()).Text);
        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [BothTransports]
    public async Task An_answer_to_HEAD_has_no_body_and_keeps_the_connection(Transport transport)
    {
        await using var server = new WireServer(async peer =>
        {
            while (await peer.Read() is { } request)
            {
                await peer.Send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + (request.Method == "HEAD" ? "" : "ok"));
            }
        });
        await using var user = new WireUser(transport, server.Url);
        Assert.Equal((200, ""), await HeadThenText(user, http => http.Head("/")));
        Assert.Equal((200, "ok"), await HeadThenText(user, http => http.Get("/")));
        Assert.Equal(1, server.Connections);

        static async Task<(int, string)> HeadThenText(WireUser user, Func<HttpSession, ValueTask<Response>> request)
        {
            var outcome = await user.Send(request);
            return (outcome.Status, outcome.Text);
        }
    }

    [Theory]
    [BothTransports]
    public async Task An_answer_that_comes_byte_by_byte_is_read(Transport transport)
    {
        await using var server = new WireServer(async peer =>
        {
            while (await peer.Read() is not null)
            {
                foreach (var one in "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")
                {
                    await peer.Send(one.ToString());
                }
            }
        });
        await using var user = new WireUser(transport, server.Url);
        Assert.Equal("ok", (await user.Get()).Text);
        Assert.Equal("ok", (await user.Get()).Text);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [BothTransports]
    public async Task A_large_answer_is_read_whole(Transport transport)
    {
        var body = new byte[3_000_000];
        new Random(7).NextBytes(body);
        await using var server = new WireServer(async peer =>
        {
            while (await peer.Read() is not null)
            {
                await peer.Send($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n");
                await peer.Send(body);
            }
        });
        await using var user = new WireUser(transport, server.Url);
        Assert.Equal(body, (await user.Get()).Body);
        Assert.Equal(body, (await user.Get()).Body);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [BothTransports]
    public async Task A_hundred_megabytes_that_are_discarded_need_no_memory(Transport transport)
    {
        const int megabytes = 100;
        await using var server = new WireServer(async peer =>
        {
            var piece = new byte[1 << 20];
            while (await peer.Read() is not null)
            {
                await peer.Send($"HTTP/1.1 200 OK\r\nContent-Length: {(long)megabytes << 20}\r\n\r\n");
                for (var i = 0; i < megabytes; i++)
                {
                    await peer.Send(piece);
                }
            }
        });
        await using var user = new WireUser(transport, server.Url);
        var allocated = 0L;
        await user.Run(async http =>
        {
            // The loop's own thread: other tests' allocations do not count.
            var before = GC.GetAllocatedBytesForCurrentThread();
            var response = await http.Get("/", discardBody: true);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.Equal((long)megabytes << 20, response.BodyLength);
            Assert.True(response.Body.IsEmpty);
        });
        Assert.InRange(allocated, 0, 4 << 20);
        Assert.Equal("GET", Assert.Single(server.Requests).Method);
    }
}
