using System.Security.Cryptography.X509Certificates;
using Stampede.Metrics;

namespace Stampede.Tests;

/// <summary>https: what is wrong with a server's certificate, and sessions over TLS.</summary>
public sealed class TlsTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static readonly HttpOptions TrustAny = new() { TrustAnyCertificate = true, Timeout = TimeSpan.FromSeconds(20) };

    [Theory]
    [BothTransports("untrusted", FailureKind.CertificateUntrusted)]
    [BothTransports("other name", FailureKind.CertificateName)]
    [BothTransports("expired", FailureKind.CertificateExpired)]
    [BothTransports("not yet", FailureKind.CertificateExpired)]
    public async Task A_bad_certificate_is_named_and_accepted_only_by_the_switch(Transport transport, string which, FailureKind kind)
    {
        await using var server = WireServer.Answering(Ok, certificate: Certificate(which));
        await using var user = new WireUser(transport, server.Url);
        for (var i = 0; i < 2; i++)
        {
            var outcome = await user.Get();
            Assert.Equal(kind, outcome.Kind);
            Assert.Contains("localhost", outcome.Reason, StringComparison.Ordinal);
        }

        Assert.Empty(server.Requests);
        await user.UntilOpenSocketsAre(0);

        await using var trusting = new WireUser(transport, server.Url, TrustAny);
        Assert.Equal("ok", (await trusting.Get()).Text);
    }

    [Theory]
    [BothTransports]
    public async Task A_connection_trusted_by_the_switch_is_not_used_without_it(Transport transport)
    {
        await using var server = WireServer.Answering(Ok, certificate: WireCertificates.Good);
        await using var user = new WireUser(transport, server.Url);
        await user.Run(async http =>
        {
            http.TrustAnyCertificate = true;
            Assert.Equal("ok", (await http.Get("/")).Text);
            http.TrustAnyCertificate = false;
            Assert.Equal(FailureKind.CertificateUntrusted, (await http.Get("/")).Error);
        });
    }

    [Theory]
    [BothTransports]
    public async Task A_session_over_TLS_keeps_its_connection_and_measures_the_handshake_once(Transport transport)
    {
        await using var server = WireServer.Answering(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", certificate: WireCertificates.Good);
        await using var user = new WireUser(transport, server.Url, TrustAny);
        await user.Run(async http =>
        {
            for (var i = 0; i < 100; i++)
            {
                Assert.Equal("abcde", (await http.Get("/")).Text);
            }
        });
        Assert.Equal(1, server.Connections);
        var total = user.Total;
        Assert.Equal((100, 1, 1L, 1L), (total.Settled, total.ConnectionsOpened, total.Tls!.Count, total.Connect!.Count));
        Assert.True(total.Tls.Max > 0);
    }

    [Theory]
    [BothTransports]
    public async Task A_second_connection_resumes_the_session(Transport transport)
    {
        using var certificate = WireCertificates.New();
        await using var server = WireServer.Answering(Ok, certificate: certificate);
        await using var user = new WireUser(transport, server.Url, TrustAny with { KeepAlive = false });
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal("ok", (await user.Get()).Text);
        }

        // A resumed handshake carries no certificate.
        var bytes = server.HandshakeBytes.ToArray();
        Assert.Equal(4, bytes.Length);
        Assert.All(bytes[1..], sent => Assert.InRange(sent, 1, bytes[0] - certificate.RawData.Length));
    }

    [Theory]
    [BothTransports]
    public async Task Large_bodies_pass_both_ways_over_TLS(Transport transport)
    {
        var body = new byte[5_000_000];
        new Random(5).NextBytes(body);
        await using var server = new WireServer(
            async peer =>
            {
                while (await peer.Read() is { } request)
                {
                    await peer.Send($"HTTP/1.1 200 OK\r\nContent-Length: {request.Body.Length}\r\n\r\n");
                    await peer.Send(request.Body);
                }
            },
            certificate: WireCertificates.Good);
        await using var user = new WireUser(transport, server.Url, TrustAny);
        Assert.True((await user.Post(body)).Body.AsSpan().SequenceEqual(body));
        Assert.True((await user.Post(new MemoryStream(body))).Body.AsSpan().SequenceEqual(body));
        Assert.True((await user.Post(new EndlessStream(new MemoryStream(body)))).Body.AsSpan().SequenceEqual(body));
        Assert.True((await user.Post(new HoppingStream(body[..200_000]))).Body.AsSpan().SequenceEqual(body.AsSpan(0, 200_000)));
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [BothTransports]
    public async Task An_answer_before_the_body_was_sent_ends_the_exchange_over_TLS_too(Transport transport)
    {
        await using var server = new WireServer(
            async peer =>
            {
                await peer.ReadHead();
                await peer.Send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nearly");
                await peer.Forever();
            },
            certificate: WireCertificates.Good);
        await using var user = new WireUser(transport, server.Url, TrustAny);
        Assert.Equal("early", (await user.Post(new byte[30_000_000])).Text);
        Assert.Equal("early", (await user.Post(new EndlessStream(null))).Text);
        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [BothTransports]
    public async Task Leftovers_over_TLS_are_never_read_as_the_next_answer(Transport transport)
    {
        await using var server = new WireServer(
            async peer =>
            {
                while (await peer.Read() is not null)
                {
                    await peer.Send($"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n{peer.Number}{Ok}");
                }
            },
            certificate: WireCertificates.Good);
        await using var user = new WireUser(transport, server.Url, TrustAny);
        await user.Run(async http =>
        {
            Assert.Equal("1", (await http.Get("/")).Text);
            Assert.Equal("2", (await http.Get("/")).Text);
        });
    }

    [Theory]
    [BothTransports]
    public async Task A_kept_TLS_connection_that_ends_is_replaced(Transport transport)
    {
        await using var server = new WireServer(
            async peer =>
            {
                await peer.Read();
                await peer.Answer("first");
                if (peer.Number > 1)
                {
                    await peer.Forever();
                }

                await peer.Read();
            },
            certificate: WireCertificates.Good);
        await using var user = new WireUser(transport, server.Url, TrustAny);
        await user.Run(async http =>
        {
            Assert.Equal("first", (await http.Get("/")).Text);
            Assert.Equal("first", (await http.Get("/")).Text);
        });
        Assert.Equal((1, 2), (user.Total.Resent, user.Total.ConnectionsOpened));
    }

    [Theory]
    [BothTransports]
    public async Task An_answer_over_TLS_that_breaks_off_is_truncated(Transport transport)
    {
        await using var server = new WireServer(
            async peer =>
            {
                await peer.Read();
                await peer.Send("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nabc");
            },
            certificate: WireCertificates.Good);
        await using var user = new WireUser(transport, server.Url, TrustAny);
        Assert.Equal(FailureKind.Truncated, (await user.Get()).Kind);
    }

    [Theory]
    [BothTransports]
    public async Task Bytes_that_are_no_TLS_end_the_request_and_the_connection(Transport transport)
    {
        await using var server = new WireServer(
            async peer =>
            {
                while (await peer.Read() is { } request)
                {
                    if (request.Target == "/broken")
                    {
                        await peer.SendRaw(new byte[100]);
                    }

                    await peer.Answer();
                }
            },
            certificate: WireCertificates.Good);
        await using var user = new WireUser(transport, server.Url, TrustAny);
        Assert.Equal("ok", (await user.Get()).Text);
        Assert.NotEqual(FailureKind.None, (await user.Post("x", "/broken")).Kind);
        Assert.Equal("ok", (await user.Get()).Text);
        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [BothTransports]
    public async Task Plain_http_on_the_https_port_is_a_failed_handshake(Transport transport)
    {
        await using var server = new WireServer(async peer =>
        {
            await peer.Send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            await peer.ReadToEnd();
        });
        await using var user = new WireUser(transport, $"https://127.0.0.1:{server.Port}");
        Assert.Equal(FailureKind.TlsHandshake, (await user.Get()).Kind);
        Assert.Equal(FailureKind.TlsHandshake, (await user.Get()).Kind);
    }

    [Theory]
    [BothTransports]
    public async Task A_server_that_ends_within_the_handshake_is_a_failed_handshake(Transport transport)
    {
        await using var server = new WireServer(async peer => await peer.ReadBytes(1));
        await using var user = new WireUser(transport, $"https://127.0.0.1:{server.Port}");
        Assert.Contains((await user.Get()).Kind, new[] { FailureKind.TlsHandshake, FailureKind.ConnectionReset });
    }

    [Theory]
    [BothTransports]
    public async Task Handshakes_that_never_end_time_out_and_make_room_for_others(Transport transport)
    {
        await using var silent = new WireServer(peer => peer.ReadToEnd());
        await using var server = WireServer.Answering(Ok, certificate: WireCertificates.Good);
        await using var user = new WireUser(transport, server.Url, TrustAny with { ConnectTimeout = TimeSpan.FromMilliseconds(400) });
        await user.Run(async http =>
        {
            // More than the gate lets in at once: those that wait for their turn time out as well.
            var requests = Enumerable.Range(0, 6 * Environment.ProcessorCount).Select(_ => Request.Get($"https://127.0.0.1:{silent.Port}/"));
            var responses = await http.All([.. requests]);
            Assert.All(responses, response => Assert.Equal(FailureKind.ConnectTimeout, response.Error));
            http.ConnectTimeout = TimeSpan.FromSeconds(20);
            Assert.Equal("ok", (await http.Get("/")).Text);
        });
    }

    [Theory]
    [BothTransports]
    public async Task Requests_over_TLS_to_a_server_that_never_answers_time_out(Transport transport)
    {
        await using var server = new WireServer(peer => peer.ReadToEnd(), certificate: WireCertificates.Good);
        await using var user = new WireUser(transport, server.Url, TrustAny with { Timeout = TimeSpan.FromSeconds(1) });
        var outcome = await user.Get();
        Assert.Equal(FailureKind.Timeout, outcome.Kind);
        Assert.InRange(outcome.Duration.TotalSeconds, 1, 8);
        await user.UntilOpenSocketsAre(0);
    }

    private static X509Certificate2 Certificate(string which) => which switch
    {
        "other name" => WireCertificates.OtherName,
        "expired" => WireCertificates.Expired,
        "not yet" => WireCertificates.NotYet,
        _ => WireCertificates.Good,
    };
}
