using System.Buffers.Binary;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Stampede.IntegrationTests;

/// <summary>Takes metrics by OTLP, as protobuf over HTTP or by gRPC, and keeps what was sent last.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private WebApplication _app = null!;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>What it answers; 200 unless a test wants otherwise.</summary>
    public int Status { get; init; } = 200;

    /// <summary>It takes what is sent and never answers.</summary>
    public bool IsSilent { get; init; }

    public int Received { get; private set; }

    public string Path { get; private set; } = "";

    public IHeaderDictionary Headers { get; private set; } = new HeaderDictionary();

    public IReadOnlyDictionary<string, string> Resource { get; private set; } = new Dictionary<string, string>();

    public IReadOnlyList<OtlpPoint> Points { get; private set; } = [];

    public async Task Start(bool isGrpc, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, listen => listen.Protocols = isGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        _app = builder.Build();
        _app.Run(context => Take(context, isGrpc));
        await _app.StartAsync(cancellationToken);
    }

    public double Sum(string metric, params (string Name, string Value)[] attributes) => Find(metric, attributes).Sum(p => p.Value);

    public IEnumerable<OtlpPoint> Find(string metric, params (string Name, string Value)[] attributes) =>
        Points.Where(p => p.Metric == metric && attributes.All(a => p.Attributes.GetValueOrDefault(a.Name) == a.Value));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Take(HttpContext http, bool isGrpc)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var message = body.ToArray();
        if (isGrpc)
        {
            Assert.Equal(0, message[0]);
            message = message[5..(5 + (int)BinaryPrimitives.ReadUInt32BigEndian(message.AsSpan(1)))];
        }

        lock (_gate)
        {
            Received++;
            Path = http.Request.Path;
            Headers = new HeaderDictionary(http.Request.Headers.ToDictionary());
            (Resource, Points) = OtlpPoint.Parse(message);
        }

        if (IsSilent)
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        }

        http.Response.StatusCode = Status;
        http.Response.ContentType = isGrpc ? "application/grpc" : "application/x-protobuf";
        if (isGrpc)
        {
            http.Response.DeclareTrailer("grpc-status");
            await http.Response.Body.WriteAsync(new byte[5], http.RequestAborted);
            http.Response.AppendTrailer("grpc-status", "0");
        }
    }
}
