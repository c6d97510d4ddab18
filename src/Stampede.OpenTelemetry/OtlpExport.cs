using System.Diagnostics;
using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Stampede.Engine;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>
/// Sends a run's metrics by OTLP while it goes on, and once more at its end (docs/reference/monitoring.md). Sending is off the run's path: a receiver
/// that is slow, down or refuses is a note of the run, not its end.
/// </summary>
/// <param name="settings">Where to and how.</param>
public sealed class OtlpExport(OtlpSettings settings) : IRunObserver, IDisposable
{
    /// <summary>The name of the instrumentation scope.</summary>
    public const string MeterName = "Stampede";

    /// <summary>Names are bounded at 2,000 by the run, each with a few statuses or kinds of failure.</summary>
    private const int MostSeries = 10_000;

    // What OpenTelemetry's own client does with these variables, another client cannot.
    private static readonly string[] CertificateVariables =
        ["OTEL_EXPORTER_OTLP_CERTIFICATE", "OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE", "OTEL_EXPORTER_OTLP_CLIENT_KEY"];

    private readonly ExportHealth _health = new();
    private Meter? _meter;
    private MeterProvider? _provider;
    private RunInstruments? _instruments;
    private bool _isNoted;

    /// <summary>What could not be sent, as a note; null where everything was.</summary>
    public RunNote? Problem => _health.Problem is { } problem ? Note($"To {settings.Endpoint}: {problem}") : null;

    /// <inheritdoc />
    public ValueTask Started(RunStart start, CancellationToken cancellationToken)
    {
        _meter = new Meter(MeterName, start.Environment.Version);
        _provider = Provider(start, _meter);
        _instruments = new RunInstruments(_meter);
        _instruments.SetActive(true);

        // At once, so that an endpoint where nobody listens is known in the first seconds.
        _ = Task.Run(() => _provider.ForceFlush((int)settings.Timeout.TotalMilliseconds), cancellationToken);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask Interval(IntervalSnapshot interval, IRunControl run, CancellationToken cancellationToken)
    {
        _instruments!.Add(interval);
        if (!_isNoted && _health.FirstReason is { } reason)
        {
            _isNoted = true;
            run.Note(Note($"Metrics could not be sent to {settings.Endpoint}: {reason}. The run goes on, and sending is tried again."));
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public async ValueTask Ended(RunResult result, CancellationToken cancellationToken)
    {
        _instruments!.SetActive(false);
        await Task.Run(FlushFinal, cancellationToken);
    }

    /// <summary>Ends sending; what was not sent is lost.</summary>
    public void Dispose()
    {
        _provider?.Shutdown(0);
        _provider?.Dispose();
        _meter?.Dispose();
    }

    // A flush that finds another one under way waits for that, which may have begun before the last figures. The second one has not.
    private void FlushFinal()
    {
        var begun = Stopwatch.GetTimestamp();
        _provider!.ForceFlush((int)settings.Timeout.TotalMilliseconds);
        var left = settings.Timeout - Stopwatch.GetElapsedTime(begun);
        if (left > TimeSpan.Zero)
        {
            _provider!.ForceFlush((int)left.TotalMilliseconds);
        }
    }

    private static RunNote Note(string text) => new("OTLP-FAILED", NoteSeverity.Warning, text);

    private MeterProvider Provider(RunStart start, Meter meter)
    {
        var options = new OtlpExporterOptions
        {
            Endpoint = settings.Endpoint,
            Protocol = settings.IsGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf,
            Headers = settings.Headers,
            TimeoutMilliseconds = (int)settings.Timeout.TotalMilliseconds,
        };
        if (!CertificateVariables.Any(v => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(v))))
        {
            options.HttpClientFactory = () => new HttpClient(new WatchedHandler(_health)) { Timeout = settings.Timeout };
        }

        var reader = new PeriodicExportingMetricReader(
            new WatchedExporter(options, _health), (int)settings.Interval.TotalMilliseconds, (int)settings.Timeout.TotalMilliseconds)
        {
            TemporalityPreference = settings.IsDelta ? MetricReaderTemporalityPreference.Delta : MetricReaderTemporalityPreference.Cumulative,
        };
        return Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddTelemetrySdk().AddAttributes(Resource(start)))
            .SetExemplarFilter(ExemplarFilterType.AlwaysOff)
            .AddMeter(MeterName)

            // Meters are found by name: those of another run in this process are not ours.
            .AddView(instrument => ReferenceEquals(instrument.Meter, meter) ? new MetricStreamConfiguration { CardinalityLimit = MostSeries } : MetricStreamConfiguration.Drop)
            .AddReader(reader)
            .Build();
    }

    private IEnumerable<KeyValuePair<string, object>> Resource(RunStart start)
    {
        var attributes = new Dictionary<string, object>
        {
            ["service.instance.id"] = Guid.NewGuid().ToString(),
            ["host.name"] = start.Environment.Machine,
            ["stampede.version"] = start.Environment.Version,
            ["stampede.test"] = start.Plan.Name,
            ["stampede.run"] = start.Started.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        };
        if (start.Plan.Host is { } host)
        {
            attributes["stampede.host"] = host;
        }

        foreach (var (name, value) in settings.Attributes)
        {
            attributes[name] = value;
        }

        return attributes;
    }
}
