using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>A whole run against a server that does everything wrong: each fault is counted by its name, and users go on.</summary>
public sealed class BadServerRunTests
{
    private static readonly (string Path, FailureKind Kind)[] Faults =
    [
        ("/ok", FailureKind.None),
        ("/chunked", FailureKind.None),
        ("/close", FailureKind.ConnectionClosed),
        ("/long", FailureKind.None),
        ("/garbage", FailureKind.Malformed),
        ("/reset", FailureKind.ConnectionReset),
        ("/short", FailureKind.Truncated),
        ("/silent", FailureKind.Timeout),
        ("/headers", FailureKind.HeadTooLarge),
        ("/busy", FailureKind.Status),
    ];

    [Theory]
    [BothTransports]
    public async Task Faults_of_a_server_are_failures_by_name_and_users_go_on(Transport transport)
    {
        await using var server = new WireServer(Play);
        var test = new LoadTest
        {
            Host = server.Url,
            Load = Load.Users(20, spawnRate: 1000).IterationsPerUser(2),
            Users = [typeof(Visitor)],
            Http = new HttpOptions { Timeout = TimeSpan.FromSeconds(60) },
        };
        var result = await test.Run(new RunOptions { PortableTransport = transport == Transport.Sockets, Loops = 2, Seed = 7 });
        Assert.Equal(RunEnding.Completed, result.Ending);
        Assert.Equal(transport == Transport.Epoll ? "epoll" : "sockets", result.Environment!.Transport);
        Assert.Empty(result.UserErrors);
        Assert.Equal(0, result.Classes.Single().Lost);
        foreach (var (path, kind) in Faults)
        {
            var stats = result.Requests[new RequestKey("GET", path)];
            Assert.Equal(40, stats.Settled);
            Assert.Equal(kind == FailureKind.None ? 0 : stats.Settled, stats.Failed);
            Assert.Equal(kind == FailureKind.None ? [] : [kind], stats.FailureKinds.Keys);
        }

        Assert.InRange(result.Requests[new RequestKey("GET", "/silent")].FailedResponseTime.Min, 299_700, 10_000_000);
        Assert.True(result.Requests[new RequestKey("GET", "/close")].Resent > 0);
        Assert.Equal(result.Total().Failed, result.Failures.Sum(f => f.Stats.Count));
    }

    private static async Task Play(WirePeer peer)
    {
        while (await peer.Read() is { } request)
        {
            switch (request.Target)
            {
                case "/ok":
                    await peer.Answer();
                    break;
                case "/chunked":
                    await peer.Send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n");
                    break;
                case "/long":
                    await peer.Send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 500 Bad\r\nContent-Length: 0\r\n\r\n");
                    break;
                case "/garbage":
                    await peer.Send("\0\u0001\u0002 garbage\r\n\r\n");
                    break;
                case "/close":
                    return;
                case "/reset":
                    peer.Reset();
                    return;
                case "/short":
                    await peer.Send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort");
                    return;
                case "/headers":
                    await peer.Send("HTTP/1.1 200 OK\r\nX: " + new string('x', 100_000) + "\r\n\r\n");
                    break;
                case "/busy":
                    await peer.Send("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
                    break;
                default:
                    await peer.Forever();
                    break;
            }
        }
    }

    private sealed class Visitor : HttpUser
    {
        [Task]
        public async ValueTask VisitAll()
        {
            foreach (var (path, _) in Faults)
            {
                await Http.Get(path, timeout: path == "/silent" ? TimeSpan.FromMilliseconds(300) : null);
            }

            await Wait(0.05);
        }
    }
}
