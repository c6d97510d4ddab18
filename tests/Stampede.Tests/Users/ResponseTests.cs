using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>What a task can read of an answer, and for how long.</summary>
public class ResponseTests
{
    [Fact]
    public async Task Status_headers_and_body()
    {
        using var server = new TestServer(_ => new Reply(201, "grüße"u8.ToArray(), ("Content-Type", "text/plain; charset=utf-8"), ("X-A", "1"), ("x-a", "2")));
        await Script.Once(server, async user =>
        {
            var response = await user.Http.Get("/a");
            Assert.Equal(201, response.Status);
            Assert.True(response.IsSuccess);
            Assert.Equal(FailureKind.None, response.Error);
            Assert.Null(response.Reason);
            Assert.Equal(server.Url + "/a", response.Url);
            Assert.Equal("1", response.Header("x-A"));
            Assert.Null(response.Header("X-B"));
            Assert.Equal(["X-A=1", "x-a=2"], response.Headers.Where(h => h.Key.Equals("x-a", StringComparison.OrdinalIgnoreCase)).Select(h => $"{h.Key}={h.Value}"));
            Assert.Equal("grüße", response.Text);
            Assert.Equal(7, response.Body.Length);
            Assert.Equal(7, response.BodyLength);
            Assert.True(response.Duration > TimeSpan.Zero);
        });
    }

    [Fact]
    public async Task The_first_byte_is_told_apart_from_the_last_and_there_is_none_without_an_answer()
    {
        using var server = new TestServer(request => request.Target == "/gone" ? new Reply { Hangup = true } : new Reply { After = TimeSpan.FromMilliseconds(60) });
        await Script.Once(server, async user =>
        {
            var response = await user.Http.Get("/");
            Assert.InRange(response.FirstByte!.Value, TimeSpan.FromMilliseconds(59), response.Duration);
            Assert.Null((await user.Http.Post("/gone")).FirstByte);
        });
    }

    [Fact]
    public async Task Text_is_read_in_its_charset()
    {
        using var server = new TestServer(_ => new Reply(200, [0xE4], ("Content-Type", "text/plain; charset=iso-8859-1")));
        await Script.Once(server, async user => Assert.Equal("ä", (await user.Http.Get("/")).Text));
    }

    [Fact]
    public async Task Json_by_path_and_type()
    {
        using var server = new TestServer(_ => Reply.Json("""{"a":{"b":[{"c":1},{"c":"two"}]},"n":null,"Name":"x"}"""));
        var result = await Script.Once(server, async user =>
        {
            var response = await user.Http.Get("/");
            Assert.Equal(1, response.Json("a.b[0].c").GetInt32());
            Assert.Equal("two", response.Json<string>("a.b[-1].c"));
            Assert.Equal(JsonValueKind.Object, response.Json().ValueKind);
            Assert.Equal("x", response.Json<Dictionary<string, JsonElement>>()!["Name"].GetString());
            Assert.True(response.TryJson("a.b[1].c", out var two));
            Assert.Equal("two", two.GetString());
            Assert.False(response.TryJson("a.b[2].c", out _));
            Assert.Throws<FormatException>(() => response.Json("a..b"));
        });
        Assert.Equal(0, result.Total().Failed);
    }

    [Theory]
    [InlineData("""{"a":1}""", "b", "'b'")]
    [InlineData("not json", "a", "not JSON")]
    [InlineData("", "a", "not JSON")]
    public async Task A_path_that_is_not_there_fails_the_request_and_ends_the_iteration(string body, string path, string reason)
    {
        using var server = new TestServer(body);
        var went = false;
        var result = await Script.Once(server, async user =>
        {
            var response = await user.Http.Get("/a");
            Assert.False(response.TryJson(path, out _));
            response.Json(path);
            went = true;
        });
        Assert.False(went);
        Assert.Empty(result.UserErrors);
        var (kind, text) = result.OnlyFailure();
        Assert.Equal(FailureKind.Expectation, kind);
        Assert.Contains(reason, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_another_type_fails_the_request()
    {
        using var server = new TestServer("""{"a":"x"}""");
        var result = await Script.Once(server, async user => (await user.Http.Get("/a")).Json<int>("a"));
        Assert.Contains("Int32", result.OnlyFailure().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Match_gives_the_first_group_the_match_or_nothing()
    {
        using var server = new TestServer("<input name=csrf value='abc123'>");
        await Script.Once(server, async user =>
        {
            var response = await user.Http.Get("/");
            Assert.Equal("abc123", response.Match("value='([^']+)'"));
            Assert.Equal("csrf", response.Match("cs.f"));
            Assert.Null(response.Match("nothing"));
        });
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Encoded_bodies_are_decoded_when_they_are_read(string encoding)
    {
        var packed = Pack(encoding, "some text that is packed");
        using var server = new TestServer(_ => new Reply(200, packed, ("Content-Encoding", encoding)));
        var result = await Script.Once(server, async user =>
        {
            var response = await user.Http.Get("/");
            Assert.Equal(packed.Length, response.BodyLength);
            Assert.Equal("some text that is packed", response.Text);
            Assert.Equal("some text that is packed"u8, response.Body.Span);
        });
        Assert.Equal(0, result.Total().Failed);
    }

    [Fact]
    public async Task What_cannot_be_decoded_fails_only_if_it_is_read()
    {
        using var server = new TestServer(_ => new Reply(200, "this is not gzip", ("Content-Encoding", "gzip")));
        var result = await Script.Once(server, async user =>
        {
            // Decoding is lazy: whoever does not read the body does not pay for it, and does not fail.
            await user.Http.Get("/unread");
            _ = (await user.Http.Get("/read")).Text;
        });
        Assert.Equal(0, result.Of("GET /unread").Failed);
        Assert.Equal(FailureKind.Undecodable, result.OnlyFailure().Kind);
        Assert.Empty(result.UserErrors);
    }

    [Fact]
    public async Task A_decoded_body_has_the_limit_too()
    {
        var packed = Pack("gzip", new string('x', 100_000));
        using var server = new TestServer(_ => new Reply(200, packed, ("Content-Encoding", "gzip")));
        var result = await Script.Once(
            server,
            async user =>
            {
                var response = await user.Http.Get("/");
                Assert.Equal(200, response.Status);
                _ = response.Text;
            },
            new HttpOptions { BodyLimit = 5_000 });
        Assert.Equal(1, result.Total().Failed);
        Assert.Empty(result.UserErrors);
    }

    [Fact]
    public async Task A_discarded_body_is_counted_and_not_kept()
    {
        using var server = new TestServer(new string('x', 100_000));
        var result = await Script.Once(server, async user =>
        {
            var response = await user.Http.Get("/", discardBody: true);
            Assert.Equal(100_000, response.BodyLength);
            Assert.Equal(0, response.Body.Length);
        });
        Assert.InRange(result.Total().BytesReceived, 100_001, 100_500);
    }

    [Fact]
    public async Task The_last_eight_responses_are_readable_and_the_ninth_is_gone()
    {
        using var server = new TestServer(r => new Reply(200, r.Target));
        await Script.Once(server, async user =>
        {
            var responses = new List<Response>();
            for (var i = 0; i < 20; i++)
            {
                responses.Add(await user.Http.Get($"/{i}"));
                Assert.All(responses.Index().TakeLast(8), r => Assert.Equal($"/{r.Index}", r.Item.Text));
                Assert.All(responses.SkipLast(8), r => Assert.Throws<InvalidOperationException>(() => r.Text));
            }

            var gone = responses[0];
            Assert.Throws<InvalidOperationException>(() => gone.Status);
            Assert.Throws<InvalidOperationException>(() => gone.Body);
            Assert.Throws<InvalidOperationException>(() => gone.Header("Content-Length"));
            Assert.Throws<InvalidOperationException>(() => gone.Json());
            Assert.Throws<InvalidOperationException>(() => gone.Keep());
            Assert.Contains("Keep()", Assert.Throws<InvalidOperationException>(() => gone.Url).Message, StringComparison.Ordinal);
            gone.Dispose();
        });
    }

    [Fact]
    public async Task Responses_are_gone_when_the_task_is_over_and_what_was_kept_is_not()
    {
        using var server = new TestServer(r => new Reply(200, r.Target));
        Response? last = null;
        byte[] kept = [];
        await Script.Once(server, async user =>
        {
            last = await user.Http.Get("/kept");
            kept = last.Keep();
        });
        Assert.Throws<InvalidOperationException>(() => last!.Status);
        Assert.Equal("/kept"u8, kept);
    }

    [Fact]
    public async Task Checks_are_rates_that_fail_nothing()
    {
        using var server = new TestServer();
        var result = await Script.Once(server, async user =>
        {
            await user.Http.Get("/");
            Assert.True(user.Check("is fine", true));
            user.Check("is fine", true);
            Assert.False(user.Check("is fine", false));
            user.Check("other", false);
        });
        Assert.Equal(new CheckStats(2, 1), result.Checks["is fine"]);
        Assert.Equal(new CheckStats(0, 1), result.Checks["other"]);
        Assert.Equal(0, result.Total().Failed);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task Times_of_a_request_are_in_order()
    {
        using var server = new TestServer(_ => new Reply { After = TimeSpan.FromMilliseconds(50) });
        var result = await Script.Once(server, async user =>
        {
            await user.Http.Get("/first");
            await user.Http.Get("/second");
        });
        var (first, second) = (result.Of("GET /first"), result.Of("GET /second"));
        Assert.InRange(second.ResponseTime.Max, 49_900, 10_000_000);
        Assert.InRange(second.FirstByte.Max, 49_900, second.ResponseTime.Max + 1000);
        Assert.Equal((1, 0), (first.Connect?.Count ?? 0, second.Connect?.Count ?? 0));
        Assert.True(first.ResponseTime.Max >= first.Connect!.Max);
    }

    private static byte[] Pack(string encoding, string text)
    {
        var packed = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest, true),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest, true),
            _ => new BrotliStream(packed, CompressionLevel.Fastest, true),
        })
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
