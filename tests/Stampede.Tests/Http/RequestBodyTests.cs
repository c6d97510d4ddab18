using System.Text;
using Stampede.Engine;
using Stampede.Metrics;

namespace Stampede.Tests;

/// <summary>Request bodies large and streamed, and rule 7: an answer that comes before they are sent.</summary>
public sealed class RequestBodyTests
{
    private static readonly byte[] Large = Bytes(10_000_000);

    [Theory]
    [BothTransports]
    public async Task Ten_megabytes_from_memory_arrive_as_they_are(Transport transport)
    {
        await using var server = Receiving();
        await using var user = new WireUser(transport, server.Url);
        Assert.Equal("10000000", (await user.Post(Large)).Text);
        Assert.Equal("10000000", (await user.Post(Large)).Text);
        Assert.All(server.Requests, request => Assert.True(request.Body.AsSpan().SequenceEqual(Large)));
        Assert.Equal(1, server.Connections);
        Assert.InRange(user.Total.BytesSent, 20_000_000, 20_002_000);
    }

    [Theory]
    [BothTransports(true)]
    [BothTransports(false)]
    public async Task A_stream_arrives_as_it_is_with_or_without_a_length(Transport transport, bool hasLength)
    {
        await using var server = Receiving();
        await using var user = new WireUser(transport, server.Url);
        for (var i = 0; i < 2; i++)
        {
            var stream = new MemoryStream(Large);
            Assert.Equal("10000000", (await user.Post(hasLength ? stream : new EndlessStream(stream))).Text);
        }

        Assert.All(server.Requests, request =>
        {
            Assert.True(request.Body.AsSpan().SequenceEqual(Large));
            Assert.Equal(hasLength ? "10000000" : null, request.Header("Content-Length"));
            Assert.Equal(hasLength ? null : "chunked", request.Header("Transfer-Encoding"));
        });
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [BothTransports]
    public async Task An_empty_stream_is_an_empty_body(Transport transport)
    {
        await using var server = Receiving();
        await using var user = new WireUser(transport, server.Url);
        Assert.Equal("0", (await user.Post(new MemoryStream())).Text);
        Assert.Equal("0", (await user.Post(new EndlessStream(new MemoryStream()))).Text);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [BothTransports]
    public async Task A_server_that_reads_slowly_gets_all_of_it(Transport transport)
    {
        await using var server = new WireServer(async peer =>
        {
            await peer.ReadHead();
            var body = new byte[4_000_000];
            for (var i = 0; i < 8; i++)
            {
                await peer.Wait(20);
                (await peer.ReadBytes(500_000)).CopyTo(body, i * 500_000);
            }

            await peer.Answer(body.AsSpan().SequenceEqual(Large.AsSpan(0, 4_000_000)) ? "equal" : "different");
        });
        // The server ends each connection after its one answer: a user each.
        await using var first = new WireUser(transport, server.Url);
        Assert.Equal("equal", (await first.Post(Large.AsMemory(0, 4_000_000))).Text);
        await using var second = new WireUser(transport, server.Url);
        Assert.Equal("equal", (await second.Post(new MemoryStream(Large, 0, 4_000_000))).Text);
    }

    [Theory]
    [BothTransports]
    public async Task A_stream_that_completes_on_other_threads_is_sent(Transport transport)
    {
        await using var server = Receiving();
        await using var user = new WireUser(transport, server.Url);
        Assert.Equal("300000", (await user.Post(new HoppingStream(Large[..300_000]))).Text);
        Assert.True(server.Requests.Single().Body.AsSpan().SequenceEqual(Large.AsSpan(0, 300_000)));
    }

    [Theory]
    [BothTransports]
    public async Task A_stream_that_throws_fails_the_request_and_says_so(Transport transport)
    {
        await using var server = Receiving();
        await using var user = new WireUser(transport, server.Url);
        var outcome = await user.Post(new EndlessStream(new MemoryStream(Large, 0, 100_000), new InvalidOperationException("no more paper")));
        Assert.Equal(FailureKind.NotSent, outcome.Kind);
        Assert.Contains("no more paper", outcome.Reason, StringComparison.Ordinal);
        Assert.Equal("2", (await user.Post("ok")).Text);
        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [BothTransports]
    public async Task A_stream_shorter_than_it_said_fails_the_request(Transport transport)
    {
        await using var server = Receiving();
        await using var user = new WireUser(transport, server.Url);
        var outcome = await user.Post(new LyingStream(new byte[10]));
        Assert.Equal(FailureKind.NotSent, outcome.Kind);
        Assert.Contains("1 bytes", outcome.Reason, StringComparison.Ordinal);
        Assert.Equal("2", (await user.Post("ok")).Text);
    }

    [Theory]
    [BothTransports]
    public async Task A_reset_while_an_endless_body_is_sent_ends_the_request(Transport transport)
    {
        await using var server = new WireServer(async peer =>
        {
            await peer.ReadHead();
            await peer.ReadBytes(peer.Number * 300_000);
            peer.Reset();
        });
        await using var user = new WireUser(transport, server.Url);
        for (var i = 0; i < 10; i++)
        {
            var kind = (await user.Post(new EndlessStream(null))).Kind;

            // A send that the system carries out for the sockets may be told of the reset first; the receive then finds an end.
            Assert.True(kind == FailureKind.ConnectionReset || (kind == FailureKind.ConnectionClosed && transport == Transport.Sockets), $"{kind}");
        }
    }

    [Theory]
    [BothTransports]
    public async Task A_connection_that_is_gone_when_the_body_is_sent_ends_the_request(Transport transport)
    {
        var end = new TaskCompletionSource();
        await using var server = new WireServer(async peer =>
        {
            await peer.Read();
            await peer.Answer();
            await end.Task;
            peer.Reset();
        });
        await using var user = new WireUser(transport, server.Url);
        await user.Run(async http =>
        {
            Assert.Equal("ok", (await http.Get("/")).Text);
            end.SetResult();
            server.HoldUntilClosed(); // the loop's own thread: it is the send that finds the connection gone
            Assert.Equal(FailureKind.ConnectionReset, (await http.Post("/", new EndlessStream(null))).Error);
        });
    }

    [Theory]
    [BothTransports]
    public async Task An_endless_body_keeps_no_other_user_waiting(Transport transport)
    {
        await using var swallowing = new WireServer(peer => peer.ReadToEnd());
        await using var user = new WireUser(transport, swallowing.Url, new HttpOptions { Timeout = TimeSpan.FromMinutes(5) });
        var sending = user.Post(new EndlessStream(null));
        var wait = new UserWait(user.Loop, new object());
        for (var i = 0; i < 20; i++)
        {
            Assert.True(await wait.For(10_000).AsTask().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        }

        Assert.False(sending.IsCompleted);
        await user.Run(http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });
        await Assert.ThrowsAsync<UserStoppedException>(() => sending);
    }

    [Theory]
    [BothTransports]
    public async Task An_answer_before_the_body_was_sent_ends_the_exchange_and_the_connection(Transport transport)
    {
        await using var server = WireServer.Playing(
            async peer =>
            {
                await peer.ReadHead();
                await peer.Send("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig");
                await peer.Forever();
            },
            async peer =>
            {
                await peer.ReadHead();
                await peer.Send("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig");
                await peer.Forever();
            },
            async peer =>
            {
                await peer.Read();
                await peer.Answer("next");
            });
        await using var user = new WireUser(transport, server.Url);
        foreach (var body in new object[] { new byte[50_000_000], new EndlessStream(null) })
        {
            await user.Run(async http =>
            {
                using var response = await http.Post("/", body);
                Assert.Equal((413, "big", FailureKind.None), (response.Status, response.Text, response.Error));
                response.Expect(413);
            });
        }

        Assert.Equal("next", (await user.Get()).Text);
        Assert.Equal(3, server.Connections);
        Assert.Equal(0, user.Total.Failed);
    }

    [Theory]
    [BothTransports]
    public async Task An_answer_and_a_close_before_the_body_was_sent_is_the_answer(Transport transport)
    {
        await using var server = new WireServer(async peer =>
        {
            await peer.ReadHead();
            await peer.Send("HTTP/1.1 401 Who\r\nContent-Length: 3\r\nConnection: close\r\n\r\nyou");
            peer.EndSending();
            await peer.ReadToEnd();
        });
        await using var user = new WireUser(transport, server.Url);
        await user.Run(async http =>
        {
            using var response = await http.Post("/", new byte[5_000_000]);
            Assert.Equal((401, "you"), (response.Status, response.Text));
            response.Expect(401);
        });
        Assert.Equal(0, user.Total.Failed);
    }

    [Theory]
    [BothTransports(false)]
    [BothTransports(true)]
    public async Task A_head_larger_than_every_buffer_is_sent(Transport transport, bool secure)
    {
        await using var server = new WireServer(
            async peer =>
            {
                while (await peer.Read() is { } request)
                {
                    await peer.Answer($"{request.Header("X-Large")?.Length} {request.Body.Length}");
                }
            },
            certificate: secure ? WireCertificates.Good : null);
        await using var user = new WireUser(transport, server.Url, new HttpOptions { TrustAnyCertificate = true, Timeout = TimeSpan.FromSeconds(20) });
        var headers = new Dictionary<string, string> { ["X-Large"] = new('x', 300_000) };
        foreach (var (body, length) in new (object?, int)[] { (null, 0), ("small", 5), (new byte[100_000], 100_000), (new MemoryStream(new byte[100_000]), 100_000) })
        {
            Assert.Equal($"300000 {length}", (await user.Send(http => http.Post("/", body, headers: headers))).Text);
        }

        Assert.Equal(1, server.Connections);
    }

    private static WireServer Receiving() => new(async peer =>
    {
        while (await peer.Read() is { } request)
        {
            await peer.Answer(request.Body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    });

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(3).NextBytes(bytes);
        return bytes;
    }
}
