using System.Text;
using Stampede.Engine;

namespace Stampede.Tests;

public sealed class ResponseMessageTests
{
    private static ResponseMessage Read(string text)
    {
        var message = new ResponseMessage();
        var parser = new ResponseParser();
        parser.Begin(message, headRequest: true, discardBody: false, ResponseLimits.Default);
        Assert.Equal(ParseResult.Done, parser.Parse(Encoding.Latin1.GetBytes(text), out _));
        return message;
    }

    private static string? Header(ResponseMessage message, string name) =>
        message.TryGetHeader(Encoding.Latin1.GetBytes(name), out var value) ? Encoding.Latin1.GetString(value) : null;

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public void A_header_is_found_whatever_its_case_and_space(string lineEnd)
    {
        var message = Read($"HTTP/1.1 200 OK{lineEnd}ETAG: \"a:b\" {lineEnd}x-Empty:{lineEnd}X-Late:\tz{lineEnd}{lineEnd}");
        Assert.Equal("\"a:b\"", Header(message, "etag"));
        Assert.Equal("", Header(message, "x-empty"));
        Assert.Equal("z", Header(message, "x-late"));
        Assert.Null(Header(message, "x-lat"));
        Assert.Null(Header(message, "http/1.1 200 ok"));
    }

    [Fact]
    public void Header_lines_keep_their_order_and_repetitions()
    {
        var message = Read("HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nVary: x\r\nset-cookie: b=2\r\n\r\n");
        var lines = new List<string>();
        foreach (var header in message.Headers)
        {
            lines.Add(Encoding.Latin1.GetString(header.Name) + "=" + Encoding.Latin1.GetString(header.Value));
        }

        Assert.Equal(["Set-Cookie=a=1", "Vary=x", "set-cookie=b=2"], lines);
        Assert.Equal("a=1", Header(message, "set-cookie"));
        Assert.True(message.HasSetCookie);
        Assert.False(Read("HTTP/1.1 200 OK\r\nGet-Cookie: a=1\r\n\r\n").HasSetCookie);
    }

    [Fact]
    public void A_head_without_headers_has_none()
    {
        var message = Read("HTTP/1.1 200 OK\r\n\r\n");
        Assert.False(message.Headers.GetEnumerator().MoveNext());
        Assert.False(new ResponseMessage().Headers.GetEnumerator().MoveNext());
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n", "OK")]
    [InlineData("HTTP/1.1 200 Not so good\n", "Not so good")]
    [InlineData("HTTP/1.1 200 \r\n", "")]
    [InlineData("HTTP/1.1 200\r\n", "")]
    [InlineData("HTTP/1.1 200\n", "")]
    public void The_reason_is_what_follows_the_status(string line, string reason) =>
        Assert.Equal(reason, Encoding.Latin1.GetString(Read(line + "\r\n").Reason));

    [Fact]
    public void A_folded_header_is_one_line()
    {
        var message = Read("HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\tc\r\nY: z\r\n\r\n");
        Assert.Equal(["a", "b", "c"], Header(message, "x")!.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("z", Header(message, "y"));
    }

    [Fact]
    public void Released_it_is_empty_and_can_be_used_again()
    {
        var message = Read("HTTP/1.1 200 OK\r\nX: a\r\n\r\n");
        message.AppendBody("abc"u8);
        message.Release();
        message.Release();
        Assert.Equal(200, message.Status);
        Assert.Equal(3, message.BodyLength);
        Assert.True(message.Head.IsEmpty);
        Assert.True(message.Body.IsEmpty);
        Assert.Null(Header(message, "x"));

        message.Reset();
        message.AppendHead("HTTP/1.1 200 OK\r\nX: b\r\n\r\n"u8);
        Assert.Equal("b", Header(message, "x"));
        Assert.Equal(0, message.BodyLength);
    }
}
