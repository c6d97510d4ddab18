using Stampede.Engine;

namespace Stampede.Tests;

/// <summary>Many users on one loop.</summary>
public sealed class ManyUsersTests
{
    [Theory]
    [BothTransports(false, 300)]
    [BothTransports(true, 40)]
    public async Task Users_that_wait_hold_a_connection_and_no_buffer(Transport transport, bool secure, int count)
    {
        await using var server = WireServer.Answering(
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", certificate: secure ? WireCertificates.Good : null);
        using var engine = new HttpEngine(1, transport == Transport.Sockets);
        var options = new HttpOptions { Timeout = TimeSpan.FromSeconds(20), TrustAnyCertificate = true };
        var users = Enumerable.Range(0, count).Select(_ => new WireUser(transport, server.Url, options, engine)).ToList();
        for (var round = 0; round < 3; round++)
        {
            var outcomes = await Task.WhenAll(users.Select(user => user.Get()));
            Assert.All(outcomes, outcome => Assert.Equal("ok", outcome.Text));
            Assert.Equal(count, engine.OpenSockets);
        }

        Assert.Equal(count, server.Connections);
        Assert.InRange(engine.Loops[0].Buffers.Made, 1, 4);
        foreach (var user in users)
        {
            await user.DisposeAsync();
        }

        Assert.Equal(0, engine.OpenSockets);
    }
}
