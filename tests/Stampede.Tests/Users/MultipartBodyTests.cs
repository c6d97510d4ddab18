using System.Buffers;
using System.Text;
using Stampede.Engine;

namespace Stampede.Tests;

public sealed class MultipartBodyTests
{
    private static string Boundary(Body body) => body.ContentType!["multipart/form-data; boundary=".Length..];

    [Fact]
    public void Fields_and_files_are_written_in_order()
    {
        var body = Body.Multipart().Field("na\"me\r\n", 1.5).Field("json", "{}", "application/json").File("file", "\u00fc.txt", "abc"u8.ToArray(), "text/plain");
        Assert.False(body.IsStreamed);
        var output = new ArrayBufferWriter<byte>();
        body.WriteTo(output);
        var b = Boundary(body);
        Assert.Equal(
            $"--{b}\r\nContent-Disposition: form-data; name=\"na%22me%0D%0A\"\r\n\r\n1.5\r\n" +
            $"--{b}\r\nContent-Disposition: form-data; name=\"json\"\r\nContent-Type: application/json\r\n\r\n{{}}\r\n" +
            $"--{b}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\u00fc.txt\"\r\nContent-Type: text/plain\r\n\r\nabc\r\n" +
            $"--{b}--\r\n",
            Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public async Task A_stream_is_read_while_it_is_sent_and_again()
    {
        var body = Body.Multipart().Field("a", "1").File("f", "f.bin", new MemoryStream("content"u8.ToArray())).Field("z", "2");
        Assert.True(body.IsStreamed);
        Assert.True(body.IsRepeatable);
        var b = Boundary(body);
        var expected =
            $"--{b}\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n" +
            $"--{b}\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f.bin\"\r\nContent-Type: application/octet-stream\r\n\r\ncontent\r\n" +
            $"--{b}\r\nContent-Disposition: form-data; name=\"z\"\r\n\r\n2\r\n" +
            $"--{b}--\r\n";
        Assert.Equal(expected.Length, body.StreamLength);
        for (var time = 0; time < 2; time++)
        {
            using var reader = new StreamReader(body.OpenStream());
            Assert.Equal(expected, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        }

        var bytes = new MemoryStream();
        body.OpenStream().CopyTo(bytes, 3);
        Assert.Equal(expected, Encoding.UTF8.GetString(bytes.ToArray()));
    }

    [Fact]
    public void A_stream_that_does_not_seek_makes_the_body_chunked()
    {
        var body = Body.Multipart().File("f", "f", new JoinedStream([(ReadOnlyMemory<byte>)"x"u8.ToArray()]));
        Assert.Null(body.StreamLength);
        Assert.False(body.IsRepeatable);
    }

    [Fact]
    public void Two_bodies_have_two_boundaries() => Assert.NotEqual(Body.Multipart().ContentType, Body.Multipart().ContentType);

    [Fact]
    public void A_content_type_cannot_smuggle_a_line() =>
        Assert.Throws<ArgumentException>(() => Body.Multipart().Field("a", "b", "text/plain\r\nX: y"));
}
