using System.Text;
using Stampede.Engine;

namespace Stampede.Tests;

public sealed class RequestHeadWriterTests
{
    private static readonly Origin Host = UrlTarget.Parse("http://localhost:8000").Origin;

    [Fact]
    public void A_head_is_written()
    {
        var writer = new RequestHeadWriter([]);
        writer.RequestLine("POST", "/a?b=c", Host);
        writer.Raw(RequestHead.Encode([new("Accept", "*/*"), new("User-Agent", "Stampede")]));
        writer.Header("X-Name", "J\u00fcrgen");
        writer.ContentLength(12345678901);
        writer.End();
        Assert.Equal(
            "POST /a?b=c HTTP/1.1\r\nHost: localhost:8000\r\nAccept: */*\r\nUser-Agent: Stampede\r\nX-Name: J\u00fcrgen\r\nContent-Length: 12345678901\r\n\r\n",
            Encoding.UTF8.GetString(writer.Written));
    }

    [Fact]
    public void The_buffer_grows_and_is_kept()
    {
        var writer = new RequestHeadWriter(new byte[10]);
        writer.RequestLine("GET", "/" + new string('x', 5000), Host);
        writer.Header("X", new string('y', 5000));
        writer.End();
        Assert.EndsWith(new string('y', 5000) + "\r\n\r\n", Encoding.ASCII.GetString(writer.Written));

        var again = new RequestHeadWriter(writer.Buffer);
        again.RequestLine("GET", "/", Host);
        Assert.Same(writer.Buffer, again.Buffer);
        Assert.Equal("GET / HTTP/1.1\r\nHost: localhost:8000\r\n", Encoding.ASCII.GetString(again.Written));
    }

    [Theory]
    [InlineData("a\rb")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    public void A_value_cannot_smuggle_a_line(string value)
    {
        var error = Assert.Throws<ArgumentException>(() => new RequestHeadWriter([]).Header("X-Evil", value));
        Assert.Equal("The value of the header 'X-Evil' contains a line break or a NUL, which no header may have.", error.Message);
        Assert.Throws<ArgumentException>(() => RequestHead.Encode([new("X-Evil", value)]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a:b")]
    [InlineData("a\r\nb")]
    [InlineData("\u00e4")]
    public void A_name_must_be_a_token(string name)
    {
        var error = Assert.Throws<ArgumentException>(() => new RequestHeadWriter([]).Header(name, "x"));
        Assert.Contains(RequestHead.Show(name), error.Message);
        Assert.DoesNotContain("\n", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GET /\r\n")]
    [InlineData("G\u00cbT")]
    public void A_method_must_be_a_token(string method) =>
        Assert.Throws<ArgumentException>(() => new RequestHeadWriter([]).RequestLine(method, "/", Host));

    [Fact]
    public void Writing_into_a_large_enough_buffer_allocates_nothing()
    {
        var buffer = new byte[4096];
        var headers = RequestHead.Encode([new("Accept", "*/*")]);
        Write();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Write();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Write()
        {
            var writer = new RequestHeadWriter(buffer);
            writer.RequestLine("GET", "/api/v1/deployments/", Host);
            writer.Raw(headers);
            writer.Header("Cookie", "sessionid=abc");
            writer.ContentLength(17);
            writer.End();
        }
    }
}
