using System.Net;
using System.Net.Sockets;
using Stampede.Engine;
using Stampede.Metrics;

namespace Stampede.Tests;

/// <summary>Connects that come to nothing: named failures, and the user goes on.</summary>
public sealed class ConnectFailureTests
{
    [Theory]
    [BothTransports]
    public async Task A_refused_connect_is_named(Transport transport)
    {
        using var closed = Closed(out var port);
        await using var user = new WireUser(transport, $"http://127.0.0.1:{port}");
        var outcome = await user.Get();
        Assert.Equal(FailureKind.ConnectionRefused, outcome.Kind);
        Assert.Equal(0, outcome.Status);
        Assert.Contains("127.0.0.1", outcome.Reason, StringComparison.Ordinal);
        Assert.Equal(1, user.Total.Settled);
        Assert.Equal(1, user.Total.Failed);
        Assert.Equal(0, user.Total.ConnectionsOpened);
        Assert.Equal(0, user.Engine.OpenSockets);
    }

    [Theory]
    [BothTransports]
    public async Task A_thousand_refused_connects_in_a_row_need_no_stack(Transport transport)
    {
        using var closed = Closed(out var port);
        await using var user = new WireUser(transport, $"http://127.0.0.1:{port}");
        await user.Run(async http =>
        {
            for (var i = 0; i < 1000; i++)
            {
                Assert.Equal(FailureKind.ConnectionRefused, (await http.Get("/")).Error);
            }
        });
        Assert.Equal(1000, user.Total.Failed);
    }

    [Theory]
    [BothTransports]
    public async Task A_connect_that_nobody_takes_times_out(Transport transport)
    {
        using var full = new FullListener();
        await using var user = new WireUser(transport, full.Url, new HttpOptions { ConnectTimeout = TimeSpan.FromMilliseconds(300) });
        var outcome = await user.Get();
        Assert.Equal(FailureKind.ConnectTimeout, outcome.Kind);
        Assert.InRange(outcome.Duration.TotalMilliseconds, 300, 5000);
        await user.UntilOpenSocketsAre(0);
    }

    [Theory]
    [BothTransports]
    public async Task A_timeout_shorter_than_the_connect_timeout_is_a_timeout(Transport transport)
    {
        using var full = new FullListener();
        await using var user = new WireUser(transport, full.Url, new HttpOptions { Timeout = TimeSpan.FromMilliseconds(200) });
        var outcome = await user.Get();
        Assert.Equal(FailureKind.Timeout, outcome.Kind);
        Assert.InRange(outcome.Duration.TotalMilliseconds, 200, 5000);
    }

    [Theory]
    [BothTransports]
    public async Task A_reset_before_the_answer_is_named(Transport transport)
    {
        await using var server = new WireServer(async peer =>
        {
            await peer.ReadHead();
            peer.Reset();
        });
        await using var user = new WireUser(transport, server.Url);
        Assert.Equal(FailureKind.ConnectionReset, (await user.Get()).Kind);
        Assert.Equal(FailureKind.ConnectionReset, (await user.Get()).Kind);
        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [BothTransports]
    public async Task A_connection_that_is_reset_at_once_ends_the_request(Transport transport)
    {
        await using var server = new WireServer(peer =>
        {
            peer.Reset();
            return Task.CompletedTask;
        });
        await using var user = new WireUser(transport, server.Url);
        for (var i = 0; i < 20; i++)
        {
            Assert.Contains((await user.Get()).Kind, new[] { FailureKind.ConnectionReset, FailureKind.ConnectionClosed });
        }
    }

    [Theory]
    [BothTransports]
    public async Task An_unknown_host_is_named_quickly(Transport transport)
    {
        await using var user = new WireUser(transport, "http://nobody.invalid");
        var outcome = await user.Get();
        Assert.Equal(FailureKind.UnknownHost, outcome.Kind);
        Assert.Contains("nobody.invalid", outcome.Reason, StringComparison.Ordinal);
        Assert.InRange(outcome.Duration.TotalSeconds, 0, 10);
    }

    [Theory]
    [BothTransports]
    public async Task A_server_that_comes_up_later_is_reached(Transport transport)
    {
        using var closed = Closed(out var port);
        await using var user = new WireUser(transport, $"http://127.0.0.1:{port}");
        Assert.Equal(FailureKind.ConnectionRefused, (await user.Get()).Kind);
        closed.Dispose();
        await using var server = WireServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", port: port);
        Assert.Equal("ok", (await user.Get()).Text);
    }

    [Theory]
    [InlineData(SocketError.AddressNotAvailable, nameof(FailureKind.NoFreePort))]
    [InlineData(SocketError.AddressAlreadyInUse, nameof(FailureKind.NoFreePort))]
    [InlineData(SocketError.TooManyOpenSockets, nameof(FailureKind.TooManyOpenFiles))]
    [InlineData(SocketError.ConnectionRefused, nameof(FailureKind.ConnectionRefused))]
    [InlineData(SocketError.TimedOut, nameof(FailureKind.ConnectTimeout))]
    [InlineData(SocketError.NetworkUnreachable, nameof(FailureKind.Unreachable))]
    [InlineData(SocketError.HostUnreachable, nameof(FailureKind.Unreachable))]
    [InlineData(SocketError.ConnectionReset, nameof(FailureKind.ConnectionReset))]
    [InlineData(SocketError.AccessDenied, nameof(FailureKind.Network))]
    public void What_the_system_says_of_a_connect_has_a_kind(SocketError error, string kind) =>
        Assert.Equal(kind, FailureKinds.Of(SocketErrors.OnConnect(error)).ToString());

    [Theory]
    [InlineData(24, SocketError.TooManyOpenSockets)]
    [InlineData(23, SocketError.TooManyOpenSockets)]
    [InlineData(99, SocketError.AddressNotAvailable)]
    [InlineData(98, SocketError.AddressAlreadyInUse)]
    [InlineData(111, SocketError.ConnectionRefused)]
    [InlineData(104, SocketError.ConnectionReset)]
    [InlineData(110, SocketError.TimedOut)]
    [InlineData(32, SocketError.Shutdown)]
    [InlineData(4095, SocketError.SocketError)]
    public void Error_numbers_of_the_system_mean_what_they_mean_to_dotnet(int number, SocketError error) =>
        Assert.Equal(error, ErrorNumber.ToSocketError(number));

    [Fact]
    public void Every_transport_error_is_a_kind_of_failure()
    {
        var kinds = Enum.GetValues<TransportError>().Select(FailureKinds.Of).ToList();
        Assert.Equal(kinds.Count, kinds.Distinct().Count());
    }

    /// <summary>A port that refuses, and that no other test can open meanwhile.</summary>
    private static Socket Closed(out int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        return socket;
    }
}
