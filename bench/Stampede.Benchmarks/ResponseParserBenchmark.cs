using System.Text;
using BenchmarkDotNet.Attributes;
using Stampede.Engine;

namespace Stampede.Benchmarks;

/// <summary>One answer from its first byte to the return of its buffer, as it happens in each request.</summary>
[MemoryDiagnoser]
public class ResponseParserBenchmark
{
    private readonly ResponseParser _parser = new();
    private readonly ResponseMessage _message = new();

    private readonly byte[] _sized = Encoding.ASCII.GetBytes(
        "HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nDate: Sat, 21 Nov 2026 08:00:00 GMT\r\nContent-Type: text/plain\r\nContent-Length: 45\r\n"
        + "Last-Modified: Sat, 21 Nov 2026 07:00:00 GMT\r\nConnection: keep-alive\r\nETag: \"65000000-2d\"\r\nAccept-Ranges: bytes\r\n\r\n"
        + new string('x', 45));

    private readonly byte[] _chunked = Encoding.ASCII.GetBytes(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nDate: Sat, 21 Nov 2026 08:00:00 GMT\r\nServer: Kestrel\r\n"
        + "Transfer-Encoding: chunked\r\n\r\n2d\r\n" + new string('x', 45) + "\r\n0\r\n\r\n");

    [Benchmark(Baseline = true)]
    public int Nginx() => Read(_sized, _sized.Length);

    [Benchmark]
    public int Kestrel_chunked() => Read(_chunked, _chunked.Length);

    /// <summary>Pieces of 16 bytes: what the gathering of a head costs.</summary>
    [Benchmark]
    public int Nginx_in_pieces() => Read(_sized, 16);

    private int Read(byte[] bytes, int piece)
    {
        _parser.Begin(_message, headRequest: false, discardBody: false, ResponseLimits.Default);
        var result = ParseResult.NeedMore;
        for (var at = 0; at < bytes.Length; at += piece)
        {
            result = _parser.Parse(bytes.AsSpan(at, Math.Min(piece, bytes.Length - at)), out _);
        }

        _message.Release();
        return (int)result;
    }
}
