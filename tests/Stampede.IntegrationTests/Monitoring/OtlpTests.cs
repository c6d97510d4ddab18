using Stampede.Metrics;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.IntegrationTests;

public sealed class OtlpTests(ExampleServer server) : IClassFixture<ExampleServer>
{
    [Theory]
    [InlineData("http/protobuf")]
    [InlineData("grpc")]
    public async Task A_receiver_gets_the_figures_of_the_run(string protocol)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var receiver = new OtlpReceiver();
        await receiver.Start(protocol == "grpc", cancellation);
        using var export = new OtlpExport(Settings(receiver.Address, protocol));

        var result = await Test().Run(new RunOptions { Observers = [export] }, cancellation);

        Assert.Null(export.Problem);
        Assert.DoesNotContain(result.Notes, n => n.Severity != NoteSeverity.Note);
        Assert.True(receiver.Received >= 2, "it is sent at the start and at the end");
        Assert.Equal(protocol == "grpc" ? "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export" : "/v1/metrics", receiver.Path);
        Assert.Equal("abc d", receiver.Headers["x-key"]);
        Assert.Equal("checkout", receiver.Resource["service.name"]);
        Assert.Equal("shop", receiver.Resource["stampede.test"]);
        Assert.Equal("a", receiver.Resource["team"]);

        Assert.Equal(result.Total().Settled, receiver.Sum("stampede.requests"));
        Assert.Equal(result.Total().Failed, receiver.Sum("stampede.request.failures", ("error.type", "status")));
        Assert.Equal(result.Total().BytesReceived, receiver.Sum("stampede.request.received"));
        foreach (var (key, stats) in result.Requests)
        {
            Assert.Equal(stats.Settled, receiver.Sum("stampede.requests", ("stampede.request.name", key.Name), ("stampede.request.method", key.Method)));
        }

        var page = result.Requests[new RequestKey("GET", "/articles")].ResponseTime;
        var duration = Assert.Single(receiver.Find("http.client.request.duration", ("http.request.method", "GET"), ("url.template", "/articles")));
        Assert.Equal("s", duration.Unit);
        Assert.Equal(page.Count, duration.Count);
        Assert.Equal(page.Sum / 1e6, duration.Value, 1e-6);
        Assert.Equal(FixedBuckets.Seconds, duration.Bounds);
        Assert.Equal((ulong)page.Count, duration.Buckets.Aggregate((a, b) => a + b));
        var failed = Assert.Single(receiver.Find("http.client.request.duration", ("url.template", Shopper.Odd)));
        Assert.Equal("_OTHER", failed.Attributes["error.type"]);
        Assert.Equal(result.Requests[new RequestKey("SQL", "select")].Settled, Assert.Single(receiver.Find("stampede.request.duration")).Count);
        Assert.Equal(result.Metrics["hits"].Count, Assert.Single(receiver.Find("stampede.custom.trend")).Count);
        Assert.Equal(result.Metrics["orders"].Sum, receiver.Sum("stampede.custom.counter"));
        Assert.Equal(result.Classes[0].Iterations, receiver.Sum("stampede.iterations", ("stampede.user.class", "Shopper")));
        Assert.Equal(0, receiver.Sum("stampede.run.active"));
    }

    [Fact]
    public async Task Two_runs_at_once_send_their_own_figures()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using OtlpReceiver first = new(), second = new();
        await Task.WhenAll(first.Start(isGrpc: false, cancellation), second.Start(isGrpc: false, cancellation));
        using var toFirst = new OtlpExport(Settings(first.Address, "http/protobuf"));
        using var toSecond = new OtlpExport(Settings(second.Address, "http/protobuf"));

        var results = await Task.WhenAll(
            Test().Run(new RunOptions { Observers = [toFirst] }, cancellation),
            Test().Run(new RunOptions { Observers = [toSecond], Users = 2 }, cancellation));

        Assert.Equal(results[0].Total().Settled, first.Sum("stampede.requests"));
        Assert.Equal(results[1].Total().Settled, second.Sum("stampede.requests"));
    }

    [Fact]
    public async Task A_receiver_that_refuses_is_a_note_and_no_secret_is_in_it()
    {
        await using var receiver = new OtlpReceiver { Status = 401 };
        await receiver.Start(isGrpc: false, TestContext.Current.CancellationToken);

        await Fails(receiver.Address, "401");
    }

    [Fact]
    public async Task A_receiver_that_never_answers_is_a_note()
    {
        await using var receiver = new OtlpReceiver { IsSilent = true };
        await receiver.Start(isGrpc: false, TestContext.Current.CancellationToken);

        await Fails(receiver.Address, "no answer in time");
    }

    [Fact]
    public async Task Nobody_who_listens_is_a_note() => await Fails(new Uri("http://127.0.0.1:9"), "refused");

    private async Task Fails(Uri address, string reason)
    {
        using var export = new OtlpExport(Settings(address, "http/protobuf", timeout: "2000"));

        var result = await Test().Run(new RunOptions { Observers = [export] }, TestContext.Current.CancellationToken);

        Assert.Equal(RunEnding.Completed, result.Ending);
        Assert.DoesNotContain(result.Notes, n => n.Id == "OBSERVER-FAILED");
        Assert.Contains(reason, export.Problem?.Text);
        Assert.Contains("final figures are missing", export.Problem?.Text);
        Assert.All([.. result.Notes, export.Problem!], n => Assert.DoesNotContain("abc", n.Text));
    }

    private LoadTest Test() => new() { Name = "shop", Host = server.Address, Users = [typeof(Shopper)], Load = Load.Users(5, spawnRate: 5).For("3s") };

    private static OtlpSettings Settings(Uri address, string protocol, string timeout = "30000")
    {
        var problems = new List<string>();
        var settings = OtlpSettings.Read(address.AbsoluteUri, new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol,
            ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-key=abc%20d",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
            ["OTEL_EXPORTER_OTLP_TIMEOUT"] = timeout,
            ["OTEL_RESOURCE_ATTRIBUTES"] = "team=a",
            ["OTEL_SERVICE_NAME"] = "checkout",
        }, problems);
        Assert.Empty(problems);
        return settings!;
    }
}
