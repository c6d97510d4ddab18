using Stampede.Metrics;

namespace Stampede.Tests;

/// <summary>Servers that do not keep to the protocol: named failures, no hang, and the user goes on.</summary>
public sealed class BadServerTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    [Theory]
    [BothTransports]
    public async Task A_fresh_connection_that_is_closed_without_an_answer_is_not_tried_again(Transport transport)
    {
        await using var server = new WireServer(peer => peer.Read());
        await using var user = new WireUser(transport, server.Url);
        var outcome = await user.Get();
        Assert.Equal(FailureKind.ConnectionClosed, outcome.Kind);
        Assert.Equal(1, server.Connections);
        Assert.Equal(0, user.Total.Resent);
        Assert.Equal(1, user.Total.ConnectionsOpened);
    }

    [Theory]
    [BothTransports("HTTP/1.1 200 OK\r\nContent-Le")]
    [BothTransports("H")]
    [BothTransports("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")]
    [BothTransports("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcd")]
    [BothTransports("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab")]
    [BothTransports("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n")]
    [BothTransports("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nTrailer: x")]
    [BothTransports("HTTP/1.1 100 Continue\r\n\r\n")]
    public async Task An_answer_that_ends_too_early_is_truncated(Transport transport, string answer)
    {
        await using var server = WireServer.Playing(
            async peer =>
            {
                await peer.Read();
                await peer.Send(answer);
            },
            async peer =>
            {
                await peer.Read();
                await peer.Send(Ok);
            });
        await using var user = new WireUser(transport, server.Url);
        Assert.Equal(FailureKind.Truncated, (await user.Get()).Kind);
        Assert.Equal("ok", (await user.Get()).Text);
        Assert.Equal(0, user.Total.Resent);
    }

    [Theory]
    [BothTransports("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nabcd")]
    [BothTransports("HTTP/1.1 200 OK\r\n\r\nuntil the close")]
    public async Task An_answer_that_is_reset_in_the_middle_is_a_reset(Transport transport, string answer)
    {
        await using var server = new WireServer(async peer =>
        {
            await peer.Read();
            await peer.Send(answer);
            await peer.Wait(50);
            peer.Reset();
        });
        await using var user = new WireUser(transport, server.Url);
        Assert.Equal(FailureKind.ConnectionReset, (await user.Get()).Kind);
    }

    [Theory]
    [BothTransports]
    public async Task A_reset_that_a_send_is_told_of_is_still_a_reset(Transport transport)
    {
        await using var server = new WireServer(peer =>
        {
            peer.Reset();
            return Task.CompletedTask;
        });
        await using var user = new WireUser(transport, server.Url);
        await user.Run(async http =>
        {
            for (var i = 0; i < 5; i++)
            {
                // Connected and reset before the loop looks: it is the request's send that finds out.
                var pending = http.Get("/");
                server.HoldUntilClosed();
                Assert.Equal(FailureKind.ConnectionReset, (await pending).Error);
            }
        });
    }

    [Theory]
    [BothTransports("SSH-2.0-OpenSSH_9.2\r\n")]
    [BothTransports("HTTP/2.0 200 OK\r\n\r\n")]
    [BothTransports("\0\0\0\0\0\0\0\0")]
    [BothTransports("HTTP/1.1 2x0 OK\r\n\r\n")]
    [BothTransports("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")]
    [BothTransports("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef")]
    [BothTransports("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nx\r\n")]
    [BothTransports("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhello\r\n")]
    public async Task Garbage_is_malformed_and_ends_the_connection(Transport transport, string answer)
    {
        await using var server = WireServer.Playing(
            async peer =>
            {
                await peer.Read();
                await peer.Send(answer);
                await peer.Forever();
            },
            async peer =>
            {
                await peer.Read();
                await peer.Send(Ok);
            });
        await using var user = new WireUser(transport, server.Url);
        Assert.Equal(FailureKind.Malformed, (await user.Get()).Kind);
        Assert.Equal("ok", (await user.Get()).Text);
        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [BothTransports(Ok + "and more")]
    [BothTransports(Ok + Ok)]
    [BothTransports("HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nbad")]
    public async Task What_follows_an_answer_is_never_read_as_the_next_one(Transport transport, string answers)
    {
        await using var server = WireServer.Playing(
            async peer =>
            {
                await peer.Read();
                await peer.Send(answers);
                await peer.Read();
                await peer.Answer("bad");
            },
            async peer =>
            {
                await peer.Read();
                await peer.Answer("good");
            });
        await using var user = new WireUser(transport, server.Url);
        await user.Run(async http =>
        {
            Assert.True((await http.Get("/")).IsSuccess);
            Assert.Equal("good", (await http.Get("/")).Text);
        });
        Assert.Equal(2, server.Connections);
        Assert.Equal(0, user.Total.Failed);
    }

    [Theory]
    [BothTransports]
    public async Task An_answer_that_exactly_fills_the_receive_buffer_may_still_be_followed_by_leftovers(Transport transport)
    {
        const string head = "HTTP/1.1 200 OK\r\nContent-Length: 4000\r\nX: ";
        var answer = head + new string('x', 4096 - 4000 - head.Length - 4) + "\r\n\r\n" + new string('b', 4000);
        Assert.Equal(4096, answer.Length);
        await using var server = WireServer.Playing(
            async peer =>
            {
                await peer.Read();
                await peer.Send(answer + Ok);
                await peer.Forever();
            },
            async peer =>
            {
                await peer.Read();
                await peer.Send(answer);
                await peer.Read();
                await peer.Answer("same connection");
            });
        await using var user = new WireUser(transport, server.Url);
        Assert.Equal(4000, (await user.Get()).Body.Length);
        Assert.Equal(4000, (await user.Get()).Body.Length);
        Assert.Equal("same connection", (await user.Get()).Text);
        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [BothTransports]
    public async Task Bytes_that_nobody_asked_for_close_an_idle_connection(Transport transport)
    {
        await using var server = WireServer.Playing(
            async peer =>
            {
                await peer.Read();
                await peer.Answer("first");
                await peer.Wait(50);
                await peer.Send("HTTP/1.1 408 Request Timeout\r\nContent-Length: 3\r\n\r\nbad");
                await peer.Forever();
            },
            async peer =>
            {
                await peer.Read();
                await peer.Answer("second");
            });
        await using var user = new WireUser(transport, server.Url);
        Assert.Equal("first", (await user.Get()).Text);
        await user.UntilOpenSocketsAre(0);
        Assert.Equal("second", (await user.Get()).Text);
    }

    [Theory]
    [BothTransports]
    public async Task A_server_that_speaks_first_does_not_hang_the_request(Transport transport)
    {
        await using var server = new WireServer(async peer =>
        {
            await peer.Send("220 mail.example ESMTP\r\n");
            await peer.Forever();
        });
        await using var user = new WireUser(transport, server.Url);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(FailureKind.Malformed, (await user.Get()).Kind);
        }
    }

    [Theory]
    [BothTransports]
    public async Task A_megabyte_of_headers_is_too_much(Transport transport)
    {
        await using var server = new WireServer(async peer =>
        {
            await peer.Read();
            await peer.Send("HTTP/1.1 200 OK\r\n");
            for (var i = 0; i < 1024; i++)
            {
                await peer.Send($"X-{i}: {new string('x', 1014)}\r\n");
            }

            await peer.Send("Content-Length: 0\r\n\r\n");
        });
        await using var user = new WireUser(transport, server.Url);
        Assert.Equal(FailureKind.HeadTooLarge, (await user.Get()).Kind);
        Assert.InRange(user.Total.BytesReceived, 64 << 10, 256 << 10);
    }

    [Theory]
    [BothTransports]
    public async Task Many_and_large_headers_within_the_limit_are_read(Transport transport)
    {
        var headers = string.Concat(Enumerable.Range(0, 500).Select(i => $"X-{i}: {new string('v', 100)}\r\n"));
        await using var server = WireServer.Answering("HTTP/1.1 200 OK\r\n" + headers + "Content-Length: 2\r\n\r\nok");
        await using var user = new WireUser(transport, server.Url);
        await user.Run(async http =>
        {
            var response = await http.Get("/");
            Assert.Equal("ok", response.Text);
            Assert.Equal(501, response.Headers.Count);
            Assert.Equal(new string('v', 100), response.Header("x-499"));
        });
    }

    [Theory]
    [BothTransports("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n")]
    [BothTransports("HTTP/1.1 200 OK\r\n\r\n")]
    [BothTransports("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n")]
    public async Task A_body_beyond_the_limit_is_a_failure_unless_it_is_discarded(Transport transport, string head)
    {
        await using var server = new WireServer(async peer =>
        {
            await peer.Read();
            await peer.Send(head + new string('b', 1001) + "\r\n0\r\n\r\n"[..(head.Contains("chunked", StringComparison.Ordinal) ? 7 : 0)]);
        });
        await using var user = new WireUser(transport, server.Url, new HttpOptions { BodyLimit = 1000 });
        Assert.Equal(FailureKind.BodyTooLarge, (await user.Get()).Kind);
        var discarded = await user.Send(http => http.Get("/", discardBody: true));
        Assert.Equal(FailureKind.None, discarded.Kind);
        Assert.Equal(1001, discarded.BodyLength);
    }
}
