using BenchmarkDotNet.Attributes;
using Stampede.Engine;

namespace Stampede.Benchmarks;

/// <summary>From the URL that a task wrote to the bytes of the request's head, with a session cookie.</summary>
[MemoryDiagnoser]
public class RequestHeadBenchmark
{
    private readonly UrlTarget _host = UrlTarget.Base("http://localhost:8000");
    private readonly CookieJar _cookies = new();
    private readonly byte[] _defaults = RequestHead.Encode(
        [new("User-Agent", "Stampede"), new("Accept", "*/*"), new("Accept-Encoding", "gzip, deflate, br")]);

    private byte[] _buffer = [];

    [GlobalSetup]
    public void Setup() => _cookies.Set("sessionid", "0123456789abcdef0123456789abcdef", _host.Origin);

    [Benchmark(Baseline = true)]
    public int Path() => Write("/api/v1/deployments/");

    [Benchmark]
    public int Path_to_encode() => Write("/api/v1/deployments/?name=J\u00fcrgen Schmidt");

    private int Write(string url)
    {
        var target = _host.Resolve(url);
        var head = new RequestHeadWriter(_buffer);
        head.RequestLine("GET", target.Target, target.Origin);
        head.Raw(_defaults);
        _cookies.WriteHeader(target, TimeProvider.System, ref head);
        head.End();
        _buffer = head.Buffer;
        return head.Length;
    }
}
