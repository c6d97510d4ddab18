using System.Net;
using System.Net.Sockets;
using Stampede.Reporting;

namespace Stampede.Tests;

public sealed class PrometheusEndpointTests
{
    private static readonly IPEndPoint FreePort = new(IPAddress.Loopback, 0);
    private static readonly HttpClient Client = new();

    [Theory]
    [InlineData(null, "text/plain")]
    [InlineData("text/plain", "text/plain")]
    [InlineData("*/*", "text/plain")]
    [InlineData("application/openmetrics-text", "application/openmetrics-text")]
    [InlineData("application/openmetrics-text;version=0.0.1", "text/plain")]
    [InlineData("application/openmetrics-text;version=1.0.0;q=0.3,text/plain;version=0.0.4;q=0.5", "text/plain")]
    [InlineData("application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1", "application/openmetrics-text")]
    public async Task The_format_is_the_one_that_is_asked_for(string? accept, string expected)
    {
        await using var endpoint = await PrometheusEndpoint.Open(FreePort, null, TestContext.Current.CancellationToken);
        await endpoint.Started(SampleRuns.NewStart(), TestContext.Current.CancellationToken);
        await endpoint.Interval(SampleRuns.Interval(0), new RunControlStub(), TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, endpoint.Address);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        var read = Exposition.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(expected, response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(expected != "text/plain", read.HasEnd);
        Assert.Equal(1, read.One("stampede_run_active"));
        Assert.Equal(SampleRuns.Interval(0).Requests.Values.Sum(r => r.Settled), read.Sum("stampede_requests_total"));
    }

    [Fact]
    public async Task Before_the_run_it_says_that_there_is_none()
    {
        await using var endpoint = await PrometheusEndpoint.Open(FreePort, null, TestContext.Current.CancellationToken);
        var read = Exposition.Parse(await Client.GetStringAsync(endpoint.Address, TestContext.Current.CancellationToken));
        Assert.Equal(0, read.One("stampede_run_active"));

        using var elsewhere = await Client.GetAsync(new Uri(endpoint.Address, "/"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        Assert.Contains("/metrics", await elsewhere.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_port_that_is_in_use_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var busy = (IPEndPoint)other.LocalEndpoint;

        var refused = await Assert.ThrowsAsync<LoadTestException>(() => PrometheusEndpoint.Open(busy, null, TestContext.Current.CancellationToken));

        Assert.Contains($"port {busy.Port}", refused.Message);
        var run = new PlayedRun();
        Assert.Equal(2, await run.Run("--prometheus", $"{busy.Port}"));
        Assert.Null(run.Options);
        Assert.Contains($"port {busy.Port}", run.Error);
    }

    [Fact]
    public async Task The_entrance_serves_the_run_and_says_where()
    {
        string? during = null;
        var run = new PlayedRun
        {
            EachSecond = r => during = Client.GetStringAsync(r.Error.Split('\n')[0].Split(' ')[^1], TestContext.Current.CancellationToken).Result,
        };
        Assert.Equal(0, await run.Run("--prometheus", "0"));

        Assert.StartsWith("Metrics for Prometheus at http://127.0.0.1:", run.Error);
        Assert.Equal(400, Exposition.Parse(during!).Sum("stampede_requests_total"));
    }

    [Fact]
    public async Task The_final_values_are_waited_for_where_somebody_reads_regularly_and_for_one_reader_only_once()
    {
        await using var endpoint = await PrometheusEndpoint.Open(FreePort, null, TestContext.Current.CancellationToken);
        await endpoint.Started(SampleRuns.NewStart(), TestContext.Current.CancellationToken);
        Assert.True(endpoint.LastScrape(TestContext.Current.CancellationToken).IsCompleted, "the run has not ended");
        for (var i = 0; i < 2; i++)
        {
            await Client.GetStringAsync(endpoint.Address, TestContext.Current.CancellationToken);
        }

        await endpoint.Ended(SampleRuns.Result(SampleRuns.Intervals(1)), TestContext.Current.CancellationToken);
        var last = endpoint.LastScrape(TestContext.Current.CancellationToken);
        var final = await Client.GetStringAsync(endpoint.Address, TestContext.Current.CancellationToken);
        await last;

        Assert.Equal(0, Exposition.Parse(final).One("stampede_run_active"));
        Assert.True(endpoint.LastScrape(TestContext.Current.CancellationToken).IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData("9464", "127.0.0.1:9464")]
    [InlineData("0", "127.0.0.1:0")]
    [InlineData("0.0.0.0:9464", "0.0.0.0:9464")]
    [InlineData("[::1]:1", "[::1]:1")]
    [InlineData("65536", null)]
    [InlineData("-1", null)]
    [InlineData("localhost:9464", null)]
    [InlineData("0.0.0.0", null)]
    [InlineData("1:2", null)]
    [InlineData("::1", null)]
    [InlineData("", null)]
    public void An_address_is_a_port_or_an_address_and_a_port(string text, string? expected)
    {
        Assert.Equal(expected is not null, PrometheusEndpoint.TryParseAddress(text, out var address));
        Assert.Equal(expected, address?.ToString());
    }

    [Fact]
    public async Task A_wrong_address_is_a_mistake_of_the_command_line()
    {
        var run = new PlayedRun();
        Assert.Equal(2, await run.Run("--prometheus", "metrics"));
        Assert.Contains("--prometheus is 'metrics'; it must be a port", run.Error);
    }
}
