using System.Globalization;
using Stampede.Engine;

namespace Stampede.Reporting;

/// <summary>Where and how metrics are sent by OTLP. Its text form shows no header.</summary>
public sealed class OtlpSettings
{
    /// <summary>Where to: for gRPC the server, for HTTP the whole address of its metrics.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>Whether by gRPC; else as protobuf over HTTP, the default.</summary>
    public bool IsGrpc { get; init; }

    /// <summary>Headers of each request, <c>name=value</c> with commas between, as the variable has them. They may be secret: never printed or stored.</summary>
    public string? Headers { get; init; }

    /// <summary>How long one request may take; default 10 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often metrics are sent; default every 5 s.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether sums and histograms are sent as what came since the last time; default: since the start of the run.</summary>
    public bool IsDelta { get; init; }

    /// <summary>Attributes of the resource, such as <c>service.name</c> (default <c>stampede</c>).</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Reads them from OpenTelemetry's standard variables, for which docs/reference/monitoring.md has a table. Those for metrics
    /// (<c>OTEL_EXPORTER_OTLP_METRICS_…</c>) beat those for everything.
    /// </summary>
    /// <param name="endpoint">What beats the variable <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>; null for nothing.</param>
    /// <param name="environment">The variables.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <returns>Null where nobody names an endpoint, the variables switch it off, or something is wrong.</returns>
    public static OtlpSettings? Read(string? endpoint, IReadOnlyDictionary<string, string> environment, ICollection<string> problems) =>
        new OtlpVariables(environment, problems).Read(endpoint);

    /// <inheritdoc />
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Endpoint} ({(IsGrpc ? "gRPC" : "HTTP")}, every {Interval.TotalSeconds} s)");
}
