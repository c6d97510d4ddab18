using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Stampede.Engine;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>
/// Serves a run's metrics at <c>/metrics</c> while it goes on, for Prometheus and what reads its format (docs/reference/monitoring.md).
/// It is fed once a second, so a scrape may lag by one. Open it before the run, add it to the observers, dispose it after the run.
/// </summary>
public sealed class PrometheusEndpoint : IRunObserver, IAsyncDisposable
{
    /// <summary>The path at which the metrics are.</summary>
    public const string Path = "/metrics";

    private readonly Lock _gate = new();
    private readonly RunMetrics _metrics = new();
    private readonly TimeProvider _clock;
    private readonly ScrapeLog _scrapes;
    private LocalServer? _server;
    private bool _hasEnded;

    private PrometheusEndpoint(TimeProvider clock) => (_clock, _scrapes) = (clock, new ScrapeLog(clock));

    /// <summary>The address to scrape: <c>http://127.0.0.1:9464/metrics</c>.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Opens the endpoint.</summary>
    /// <param name="address">Where it listens; port 0 for a free one.</param>
    /// <param name="clock">The time; default the system's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LoadTestException">It cannot listen there: another program does, or the port needs rights.</exception>
    public static async Task<PrometheusEndpoint> Open(IPEndPoint address, TimeProvider? clock = null, CancellationToken cancellationToken = default)
    {
        var endpoint = new PrometheusEndpoint(clock ?? TimeProvider.System);
        endpoint._server = await LocalServer.Start(address, endpoint.Answer, cancellationToken);
        endpoint.Address = new Uri(endpoint._server.Address, Path);
        return endpoint;
    }

    /// <summary>Reads where to listen: <c>9464</c> (this machine only), <c>0.0.0.0:9464</c> (every address), <c>[::1]:9464</c>.</summary>
    /// <param name="text">A port from 0 to 65535, with an address before it or not.</param>
    /// <param name="address">The address.</param>
    /// <returns>False where it is none.</returns>
    public static bool TryParseAddress(string text, [NotNullWhen(true)] out IPEndPoint? address)
    {
        address = ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new IPEndPoint(IPAddress.Loopback, port)
            : text.LastIndexOf(':') is var colon and > 0
                && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _)
                && (text[..colon].Contains('.') || text[0] == '[')
                && IPEndPoint.TryParse(text, out var parsed) ? parsed : null;
        return address is not null;
    }

    /// <inheritdoc />
    public ValueTask Started(RunStart start, CancellationToken cancellationToken) => Change(() => _metrics.Start(start));

    /// <inheritdoc />
    public ValueTask Interval(IntervalSnapshot interval, IRunControl run, CancellationToken cancellationToken) => Change(() => _metrics.Add(interval));

    /// <inheritdoc />
    public ValueTask Ended(RunResult result, CancellationToken cancellationToken) => Change(() =>
    {
        _metrics.End();
        _hasEnded = true;
    });

    /// <summary>
    /// After the run: where somebody has scraped at least twice, waits until the final values have been scraped, at most as long as the
    /// scrapes were apart plus a second, and never over 20 s. Else it returns at once.
    /// </summary>
    public async Task LastScrape(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (!_hasEnded)
            {
                return;
            }
        }

        try
        {
            await _scrapes.Read.WaitAsync(_scrapes.Wait, _clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Nobody came any more.
        }
    }

    /// <summary>Closes the endpoint.</summary>
    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private ValueTask Change(Action change)
    {
        lock (_gate)
        {
            change();
        }

        return ValueTask.CompletedTask;
    }

    private async Task Answer(HttpContext http)
    {
        if (http.Request.Path != Path || !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)))
        {
            http.Response.StatusCode = http.Request.Path == Path ? StatusCodes.Status405MethodNotAllowed : StatusCodes.Status404NotFound;
            await http.Response.WriteAsync($"The metrics of this run are at {Path}.\n", http.RequestAborted);
            return;
        }

        var openMetrics = WantsOpenMetrics(http.Request);
        byte[] body;
        bool isFinal;
        lock (_gate)
        {
            body = _metrics.Write(openMetrics);
            isFinal = _hasEnded;
        }

        http.Response.ContentType = openMetrics ? ExpositionWriter.OpenMetricsType : ExpositionWriter.PrometheusType;
        http.Response.ContentLength = body.Length;
        if (HttpMethods.IsHead(http.Request.Method))
        {
            return;
        }

        await http.Response.Body.WriteAsync(body, http.RequestAborted);
        await http.Response.CompleteAsync();
        _scrapes.Add(isFinal);
    }

    private static bool WantsOpenMetrics(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return Quality("application/openmetrics-text", "1.0.0") is var quality and > 0 && quality >= Quality("text/plain", "0.0.4");

        double Quality(string type, string version) => accepted
            .Where(a => a.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase) && (Version(a) is not { } asked || asked == version))
            .Select(a => a.Quality ?? 1).DefaultIfEmpty(0).Max();

        static string? Version(MediaTypeHeaderValue accept) => accept.Parameters.FirstOrDefault(p => p.Name == "version")?.Value.ToString();
    }
}
