using System.Net;
using Stampede.Engine;
using Stampede.Metrics;

namespace Stampede.Tests;

/// <summary>Rule 12: several addresses of one name, in turn; and addresses instead of names.</summary>
public sealed class AddressTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    [Theory]
    [BothTransports]
    public async Task All_addresses_of_a_name_are_used_in_turn(Transport transport)
    {
        await using var first = WireServer.Answering(Ok);
        await using var second = WireServer.Answering(Ok, "127.0.0.2", first.Port);
        await using var user = new WireUser(transport, $"http://twice.example:{first.Port}", new HttpOptions { KeepAlive = false });
        user.Engine.Hosts.Add("twice.example", [IPAddress.Parse("127.0.0.1"), IPAddress.Parse("127.0.0.2")]);
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal("ok", (await user.Get()).Text);
        }

        Assert.Equal((3, 3), (first.Connections, second.Connections));
        Assert.Equal($"twice.example:{first.Port}", first.Requests.First().Header("Host"));
    }

    [Theory]
    [BothTransports]
    public async Task Where_one_address_refuses_another_takes_the_request(Transport transport)
    {
        await using var server = WireServer.Answering(Ok, "127.0.0.2");
        await using var user = new WireUser(transport, $"http://half.example:{server.Port}", new HttpOptions { KeepAlive = false });
        user.Engine.Hosts.Add("half.example", [IPAddress.Parse("127.0.0.1"), IPAddress.Parse("127.0.0.2")]);
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal("ok", (await user.Get()).Text);
        }

        Assert.Equal((6, 6, 0), (server.Connections, user.Total.ConnectionsOpened, user.Total.Failed));
    }

    [Theory]
    [BothTransports]
    public async Task Where_all_addresses_refuse_the_request_fails_once(Transport transport)
    {
        int port;
        await using (var gone = WireServer.Answering(Ok))
        {
            port = gone.Port;
        }

        await using var user = new WireUser(transport, $"http://none.example:{port}");
        user.Engine.Hosts.Add("none.example", [IPAddress.Parse("127.0.0.1"), IPAddress.Parse("127.0.0.2"), IPAddress.IPv6Loopback]);
        Assert.Equal(FailureKind.ConnectionRefused, (await user.Get()).Kind);
        Assert.Equal(1, user.Total.Settled);
        Assert.Equal(0, user.Engine.OpenSockets);
    }

    [Theory]
    [BothTransports]
    public async Task An_address_of_either_family_is_used(Transport transport)
    {
        await using var server = WireServer.Answering(Ok, "::1");
        await using var user = new WireUser(transport, server.Url);
        Assert.Equal("ok", (await user.Get()).Text);
        Assert.Equal($"[::1]:{server.Port}", server.Requests.First().Header("Host"));

        await using var byName = new WireUser(transport, $"http://six.example:{server.Port}");
        byName.Engine.Hosts.Add("six.example", [IPAddress.Loopback, IPAddress.IPv6Loopback]);
        Assert.Equal("ok", (await byName.Get()).Text);
    }

    [Theory]
    [BothTransports]
    public async Task Localhost_is_resolved(Transport transport)
    {
        await using var server = WireServer.Answering(Ok);
        await using var user = new WireUser(transport, $"http://localhost:{server.Port}");
        Assert.Equal("ok", (await user.Get()).Text);
    }

    [Theory]
    [BothTransports]
    public async Task A_redirect_to_another_origin_is_followed_as_one_request(Transport transport)
    {
        await using var target = WireServer.Answering(Ok);
        await using var server = WireServer.Answering($"HTTP/1.1 302 Found\r\nLocation: {target.Url}/there\r\nContent-Length: 0\r\n\r\n");
        await using var user = new WireUser(transport, server.Url);
        Assert.Equal("ok", (await user.Get("/here")).Text);
        Assert.Equal("/there", target.Requests.Single().Target);
        Assert.Equal((1, 2), (user.Total.Settled, user.Total.ConnectionsOpened));
    }
}
