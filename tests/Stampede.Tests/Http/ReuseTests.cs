using Stampede.Metrics;

namespace Stampede.Tests;

/// <summary>Connections that are kept, and rule 10: what happens when a kept one has ended meanwhile.</summary>
public sealed class ReuseTests
{
    private static readonly Func<WirePeer, Task> AnswersOnceAndClosesOnTheSecond = async peer =>
    {
        await peer.Read();
        await peer.Answer("first");
        await peer.Read();
    };

    private static readonly Func<WirePeer, Task> Answers = async peer =>
    {
        while (await peer.Read() is not null)
        {
            await peer.Answer("again");
        }
    };

    [Theory]
    [BothTransports]
    public async Task One_connection_serves_all_requests_of_a_user(Transport transport)
    {
        await using var server = new WireServer(Answers);
        await using var user = new WireUser(transport, server.Url);
        await user.Run(async http =>
        {
            for (var i = 0; i < 200; i++)
            {
                Assert.Equal("again", (await http.Get("/")).Text);
            }
        });
        Assert.Equal(1, server.Connections);
        Assert.Equal(1, user.Total.ConnectionsOpened);
        Assert.Equal(200, user.Total.Settled);
    }

    [Theory]
    [BothTransports]
    public async Task Without_keep_alive_each_request_opens_a_connection_and_says_so(Transport transport)
    {
        await using var server = new WireServer(Answers);
        await using var user = new WireUser(transport, server.Url, new HttpOptions { KeepAlive = false });
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("again", (await user.Get()).Text);
        }

        Assert.Equal(3, server.Connections);
        Assert.Equal(3, user.Total.ConnectionsOpened);
        Assert.All(server.Requests, request => Assert.Equal("close", request.Header("Connection")));
        await user.UntilOpenSocketsAre(0);
    }

    [Theory]
    [BothTransports("GET")]
    [BothTransports("PUT")]
    [BothTransports("DELETE")]
    public async Task An_idempotent_request_on_a_connection_that_has_ended_is_sent_again_once(Transport transport, string method)
    {
        await using var server = WireServer.Playing(AnswersOnceAndClosesOnTheSecond, Answers);
        await using var user = new WireUser(transport, server.Url);
        await user.Run(async http =>
        {
            Assert.Equal("first", (await http.Get("/")).Text);
            Assert.Equal("again", (await http.Send(new Request(method, "/x") { Body = method == "PUT" ? "body" : null })).Text);
        });
        Assert.Equal(2, server.Connections);
        Assert.Equal([(1, "GET"), (1, method), (2, method)], server.Requests.Select(r => (r.Connection, r.Method)));
        var total = user.Total;
        Assert.Equal((2, 0, 1, 2), (total.Settled, total.Failed, total.Resent, total.ConnectionsOpened));
    }

    [Theory]
    [BothTransports]
    public async Task A_POST_that_was_written_is_not_sent_again(Transport transport)
    {
        await using var server = WireServer.Playing(AnswersOnceAndClosesOnTheSecond, Answers);
        await using var user = new WireUser(transport, server.Url);
        await user.Run(async http =>
        {
            Assert.Equal("first", (await http.Get("/")).Text);
            Assert.Equal(FailureKind.ConnectionClosed, (await http.Post("/", "x")).Error);
            Assert.Equal("again", (await http.Post("/", "y")).Text);
        });
        Assert.Equal(0, user.Total.Resent);
        Assert.Equal(["", "x", "y"], server.Requests.Select(r => System.Text.Encoding.Latin1.GetString(r.Body)));
    }

    [Theory]
    [BothTransports]
    public async Task A_POST_of_which_nothing_could_be_written_is_sent_again(Transport transport)
    {
        var end = new TaskCompletionSource();
        await using var server = WireServer.Playing(
            async peer =>
            {
                await peer.Read();
                await peer.Answer("first");
                await end.Task;
                peer.Reset();
            },
            Answers);
        await using var user = new WireUser(transport, server.Url);
        await user.Run(async http =>
        {
            Assert.Equal("first", (await http.Get("/")).Text);
            end.SetResult();
            server.HoldUntilClosed(); // the loop's own thread: it is the send that finds the connection gone
            Assert.Equal("again", (await http.Post("/", "x")).Text);
        });
        Assert.Equal((1, 0), (user.Total.Resent, user.Total.Failed));
    }

    [Theory]
    [BothTransports]
    public async Task A_request_is_sent_again_only_once(Transport transport)
    {
        await using var server = WireServer.Playing(AnswersOnceAndClosesOnTheSecond, async peer => await peer.Read());
        await using var user = new WireUser(transport, server.Url);
        await user.Run(async http =>
        {
            Assert.Equal("first", (await http.Get("/")).Text);
            Assert.Equal(FailureKind.ConnectionClosed, (await http.Get("/")).Error);
        });
        Assert.Equal(2, server.Connections);
        Assert.Equal(1, user.Total.Resent);
    }

    [Theory]
    [BothTransports]
    public async Task A_request_whose_answer_has_begun_is_not_sent_again(Transport transport)
    {
        await using var server = WireServer.Playing(
            async peer =>
            {
                await peer.Read();
                await peer.Answer("first");
                await peer.Read();
                await peer.Send("HTTP/1.1 200");
            },
            Answers);
        await using var user = new WireUser(transport, server.Url);
        await user.Run(async http =>
        {
            Assert.Equal("first", (await http.Get("/")).Text);
            Assert.Equal(FailureKind.Truncated, (await http.Get("/")).Error);
        });
        Assert.Equal((0, 1), (user.Total.Resent, server.Connections));
    }

    [Theory]
    [BothTransports]
    public async Task A_reset_of_a_kept_connection_is_answered_with_a_new_one(Transport transport)
    {
        await using var server = WireServer.Playing(
            async peer =>
            {
                await peer.Read();
                await peer.Answer("first");
                await peer.ReadHead();
                peer.Reset();
            },
            Answers);
        await using var user = new WireUser(transport, server.Url);
        await user.Run(async http =>
        {
            Assert.Equal("first", (await http.Get("/")).Text);
            Assert.Equal("again", (await http.Get("/")).Text);
        });
        Assert.Equal(1, user.Total.Resent);
    }

    [Theory]
    [BothTransports]
    public async Task A_connection_that_ends_while_it_is_idle_costs_nobody_a_request(Transport transport)
    {
        await using var server = WireServer.Playing(
            async peer =>
            {
                await peer.Read();
                await peer.Answer("first");
            },
            Answers);
        await using var user = new WireUser(transport, server.Url);
        Assert.Equal("first", (await user.Get()).Text);
        await user.UntilOpenSocketsAre(0);
        Assert.Equal("again", (await user.Post("x")).Text);
        Assert.Equal((0, 2), (user.Total.Resent, user.Total.ConnectionsOpened));
    }

    [Theory]
    [BothTransports]
    public async Task An_end_that_the_loop_has_not_seen_yet_is_found_when_the_next_request_is_sent(Transport transport)
    {
        var end = new TaskCompletionSource();
        await using var server = WireServer.Playing(
            async peer =>
            {
                await peer.Read();
                await peer.Answer("first");
                await end.Task;
            },
            Answers);
        await using var user = new WireUser(transport, server.Url);
        await user.Run(async http =>
        {
            Assert.Equal("first", (await http.Get("/")).Text);
            end.SetResult();
            server.HoldUntilClosed(); // the loop's own thread: it cannot look at its sockets meanwhile
            Assert.Equal("again", (await http.Get("/")).Text);
        });
        Assert.Equal((1, 2), (user.Total.Resent, user.Total.ConnectionsOpened));
    }

    [Theory]
    [BothTransports(false)]
    [BothTransports(true)]
    public async Task An_end_that_comes_with_the_answer_is_seen_before_the_next_request(Transport transport, bool secure)
    {
        await using var server = new WireServer(
            async peer =>
            {
                await peer.Read();
                await peer.Answer("first");
                await peer.Read();
                await peer.Answer("last");
            },
            certificate: secure ? WireCertificates.Good : null);
        await using var user = new WireUser(transport, server.Url, new HttpOptions { TrustAnyCertificate = true, Timeout = TimeSpan.FromSeconds(20) });
        await user.Run(async http =>
        {
            Assert.Equal("first", (await http.Get("/")).Text);
            var pending = http.Get("/");
            server.HoldUntilClosed(); // the loop's own thread: answer and end are there when it looks
            Assert.Equal("last", (await pending).Text);
            Assert.Equal("first", (await http.Post("/", "x")).Text);
        });
        Assert.Equal((0, 2), (user.Total.Resent, user.Total.ConnectionsOpened));
    }

    [Theory]
    [BothTransports]
    public async Task What_the_loop_sees_late_and_all_at_once_is_not_lost(Transport transport)
    {
        await using var server = new WireServer(async peer =>
        {
            await peer.Send("HTTP/1.1 503 Busy\r\nContent-Length: 2\r\n\r\nno");
            await peer.Forever();
        });
        await using var user = new WireUser(transport, server.Url, new HttpOptions { Timeout = TimeSpan.FromSeconds(5) });
        await user.Run(async http =>
        {
            // Connected and answered before the loop looks: one event tells both.
            var pending = http.Get("/");
            Thread.Sleep(100);
            Assert.Equal(503, (await pending).Status);
        });
    }

    [Theory]
    [BothTransports]
    public async Task Each_origin_has_a_connection_of_its_own(Transport transport)
    {
        await using var first = WireServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1");
        await using var second = WireServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n2");
        await using var user = new WireUser(transport, first.Url);
        await user.Run(async http =>
        {
            for (var i = 0; i < 3; i++)
            {
                Assert.Equal("1", (await http.Get("/")).Text);
                Assert.Equal("2", (await http.Get(second.Url + "/x")).Text);
            }
        });
        Assert.Equal((1, 1), (first.Connections, second.Connections));
        Assert.Equal($"127.0.0.1:{second.Port}", second.Requests.First().Header("Host"));
    }

    [Theory]
    [BothTransports]
    public async Task Connections_to_many_origins_are_not_all_kept(Transport transport)
    {
        var servers = Enumerable.Range(0, 14).Select(i => WireServer.Answering($"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{i:00}")).ToList();
        await using var user = new WireUser(transport, servers[0].Url);
        await user.Run(async http =>
        {
            for (var round = 0; round < 2; round++)
            {
                for (var i = 0; i < servers.Count; i++)
                {
                    Assert.Equal($"{i:00}", (await http.Get(servers[i].Url + "/")).Text);
                }
            }

            Assert.InRange(user.Engine.OpenSockets, 1, 9);
        });
        Assert.Equal(0, user.Total.Failed);
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }

    [Theory]
    [BothTransports]
    public async Task A_batch_uses_six_connections_and_not_more(Transport transport)
    {
        await using var server = new WireServer(async peer =>
        {
            while (await peer.Read() is { } request)
            {
                await peer.Wait(20);
                await peer.Answer(request.Target);
            }
        });
        await using var user = new WireUser(transport, server.Url);
        await user.Run(async http =>
        {
            var responses = await http.All([.. Enumerable.Range(0, 30).Select(i => Request.Get($"/{i}"))]);
            Assert.Equal(Enumerable.Range(0, 30).Select(i => $"/{i}"), responses.Select(r => r.Text));
        });
        Assert.Equal((6, 6), (server.Connections, server.MostOpen));
        Assert.Equal((30, 6), (user.Total.Settled, user.Total.ConnectionsOpened));
    }

    [Theory]
    [BothTransports]
    public async Task Where_all_kept_connections_have_ended_a_request_is_sent_again_on_a_new_one(Transport transport)
    {
        var end = new TaskCompletionSource();
        await using var server = new WireServer(async peer =>
        {
            await peer.Read();
            await peer.Answer();
            await end.Task;
        });
        await using var user = new WireUser(transport, server.Url);
        await user.Run(async http =>
        {
            var responses = await http.All([.. Enumerable.Range(0, 6).Select(_ => Request.Get("/"))]);
            Assert.All(responses, response => Assert.True(response.IsSuccess));
            end.SetResult();
            server.HoldUntilClosed(6); // the loop's own thread: it does not see them end
            Assert.Equal("ok", (await http.Get("/")).Text);
        });
        Assert.Equal((1, 7), (user.Total.Resent, user.Total.ConnectionsOpened));
    }

    [Theory]
    [BothTransports]
    public async Task One_bad_answer_in_a_batch_is_one_failure(Transport transport)
    {
        await using var server = new WireServer(async peer =>
        {
            while (await peer.Read() is { } request)
            {
                await peer.Send(request.Target == "/7" ? "garbage\r\n\r\n" : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            }
        });
        await using var user = new WireUser(transport, server.Url);
        await user.Run(async http =>
        {
            var responses = await http.All([.. Enumerable.Range(0, 20).Select(i => Request.Get($"/{i}"))]);
            Assert.Equal(FailureKind.Malformed, responses[7].Error);
            Assert.Equal(19, responses.Count(r => r.IsSuccess));
        });
        Assert.Equal((20, 1), (user.Total.Settled, user.Total.Failed));
    }

    [Theory]
    [BothTransports]
    public async Task Requests_from_other_threads_go_through_the_loop(Transport transport)
    {
        await using var server = new WireServer(Answers);
        await using var user = new WireUser(transport, server.Url);
        await user.Run(async http =>
        {
            for (var i = 0; i < 50; i++)
            {
                await Task.Run(async () =>
                {
                    Assert.False(user.Loop.IsCurrent);
                    Assert.Equal("again", (await http.Get("/")).Text);
                });
            }
        });
        Assert.Equal((1, 50), (server.Connections, user.Total.Settled));
    }

    [Theory]
    [BothTransports]
    public async Task A_batch_that_is_ended_leaves_the_user_able_to_send(Transport transport)
    {
        var answering = false;
        await using var server = new WireServer(async peer =>
        {
            while (await peer.Read() is not null)
            {
                if (!Volatile.Read(ref answering))
                {
                    await peer.Forever();
                }

                await peer.Answer();
            }
        });
        await using var user = new WireUser(transport, server.Url);
        var running = user.Run(async http =>
            await Assert.ThrowsAsync<UserStoppedException>(async () => await http.All([.. Enumerable.Range(0, 20).Select(i => Request.Get("/"))])));
        await user.UntilOpenSocketsAre(6);
        await user.Run(http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });
        await running;
        Volatile.Write(ref answering, true);
        Assert.Equal("ok", (await user.Get()).Text);
        Assert.Equal((1, 0), (user.Total.Settled, user.Total.Failed));
    }

    [Theory]
    [BothTransports]
    public async Task A_user_that_is_ended_takes_its_connections_with_it(Transport transport)
    {
        await using var server = new WireServer(peer => peer.ReadToEnd());
        await using var user = new WireUser(transport, server.Url);
        var running = user.Run(async http => await Assert.ThrowsAsync<UserStoppedException>(async () => await http.Get("/")));
        await user.UntilOpenSocketsAre(1);
        await user.Run(http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });
        await running;
        await user.UntilOpenSocketsAre(0);
        Assert.Equal(0, user.Total.Settled);
        Assert.Equal(1, user.Context.Unfinished);
    }
}
