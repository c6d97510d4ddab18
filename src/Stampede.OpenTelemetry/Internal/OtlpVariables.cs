using System.Globalization;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>OpenTelemetry's standard variables, checked. No message shows a header, or the user info of an address.</summary>
/// <param name="environment">The variables.</param>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class OtlpVariables(IReadOnlyDictionary<string, string> environment, ICollection<string> problems)
{
    private const string MetricsPath = "v1/metrics";
    private const int GrpcPort = 4317;

    /// <summary>Reads them; null where nothing is to be sent or something is wrong.</summary>
    public OtlpSettings? Read(string? given)
    {
        var isOff = string.Equals(Value("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase) || Value("OTEL_METRICS_EXPORTER") == "none";
        if (given is null && (isOff || Exporter("ENDPOINT").Value is null))
        {
            return null;
        }

        var before = problems.Count;
        var (name, text) = given is null ? Exporter("ENDPOINT") : ("--otlp", given);
        var address = Address(name, text!);
        var isGrpc = IsGrpc(address);
        var settings = new OtlpSettings
        {
            Endpoint = address is null || isGrpc || name == "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT" ? address ?? new Uri("http://localhost") : WithPath(address),
            IsGrpc = isGrpc,
            Headers = Headers(),
            Timeout = Milliseconds(Exporter("TIMEOUT")) ?? TimeSpan.FromSeconds(10),
            Interval = Milliseconds(("OTEL_METRIC_EXPORT_INTERVAL", Value("OTEL_METRIC_EXPORT_INTERVAL"))) ?? TimeSpan.FromSeconds(5),
            IsDelta = IsDelta(),
            Attributes = Attributes(),
        };
        return problems.Count == before ? settings : null;
    }

    // An empty variable is as none.
    private string? Value(string name) => environment.GetValueOrDefault(name)?.Trim() is { Length: > 0 } value ? value : null;

    private (string Name, string? Value) Exporter(string suffix) => Value($"OTEL_EXPORTER_OTLP_METRICS_{suffix}") is { } own
        ? ($"OTEL_EXPORTER_OTLP_METRICS_{suffix}", own)
        : ($"OTEL_EXPORTER_OTLP_{suffix}", Value($"OTEL_EXPORTER_OTLP_{suffix}"));

    private Uri? Address(string name, string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0)
        {
            problems.Add($"{name} is '{SecretMask.Url(text)}'; it must be an address with scheme: http://localhost:4318.");
            return null;
        }

        if (url.UserInfo.Length > 0)
        {
            problems.Add($"{name} has user info before the host, which is not sent; put what the receiver asks for into OTEL_EXPORTER_OTLP_HEADERS.");
            return null;
        }

        return url;
    }

    private bool IsGrpc(Uri? address)
    {
        var (name, value) = Exporter("PROTOCOL");
        if (value is not (null or "grpc" or "http/protobuf"))
        {
            problems.Add($"{name} is '{value}'; it must be grpc or http/protobuf.");
        }

        return value is null ? address?.Port == GrpcPort : value == "grpc";
    }

    private static Uri WithPath(Uri address) => address.AbsolutePath.TrimEnd('/').EndsWith("/" + MetricsPath, StringComparison.Ordinal)
        ? address
        : new UriBuilder(address) { Path = $"{address.AbsolutePath.TrimEnd('/')}/{MetricsPath}" }.Uri;

    private string? Headers()
    {
        var (name, value) = Exporter("HEADERS");
        if (value is null || (Pairs(value) is { } pairs && pairs.All(p => IsHeader(p.Key, p.Value))))
        {
            return value;
        }

        problems.Add($"{name} must be headers as name=value with commas between them. (It is not shown: it may be secret.)");
        return null;
    }

    private static bool IsHeader(string name, string value) =>
        name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c)) && !value.Any(char.IsControl);

    private TimeSpan? Milliseconds((string Name, string? Value) variable)
    {
        if (variable.Value is null)
        {
            return null;
        }

        if (int.TryParse(variable.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds > 0)
        {
            return TimeSpan.FromMilliseconds(milliseconds);
        }

        problems.Add($"{variable.Name} is '{variable.Value}'; it must be a whole number of milliseconds, 1 or more.");
        return null;
    }

    private bool IsDelta()
    {
        const string Name = "OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE";
        var value = Value(Name)?.ToLowerInvariant();
        if (value is not (null or "cumulative" or "delta" or "lowmemory"))
        {
            problems.Add($"{Name} is '{value}'; it must be cumulative, delta or lowmemory.");
        }

        return value is "delta" or "lowmemory"; // they differ in asynchronous instruments only, of which there are none
    }

    private Dictionary<string, string> Attributes()
    {
        const string Name = "OTEL_RESOURCE_ATTRIBUTES";
        var attributes = new Dictionary<string, string> { ["service.name"] = "stampede" };
        if (Value(Name) is { } value)
        {
            if (Pairs(value) is not { } pairs)
            {
                problems.Add($"{Name} is '{SecretMask.Text(value)}'; it must be attributes as name=value with commas between them.");
                pairs = [];
            }

            foreach (var (key, text) in pairs)
            {
                attributes[key] = text;
            }
        }

        attributes["service.name"] = Value("OTEL_SERVICE_NAME") ?? attributes["service.name"];
        return attributes;
    }

    // Values are percent-encoded. Null where a part is no pair.
    private static List<KeyValuePair<string, string>>? Pairs(string text)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=');
            if (equals <= 0)
            {
                return null;
            }

            pairs.Add(new(Uri.UnescapeDataString(part[..equals].Trim()), Uri.UnescapeDataString(part[(equals + 1)..].Trim())));
        }

        return pairs;
    }
}
