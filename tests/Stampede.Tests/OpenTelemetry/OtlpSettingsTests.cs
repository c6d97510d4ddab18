using Stampede.Reporting;

namespace Stampede.Tests;

public sealed class OtlpSettingsTests
{
    [Fact]
    public void Without_an_endpoint_nothing_is_sent() => Assert.Null(Read(null, [("OTEL_SERVICE_NAME", "x"), ("OTEL_EXPORTER_OTLP_ENDPOINT", " ")]));

    [Theory]
    [InlineData("http://localhost:4318", "http://localhost:4318/v1/metrics", false)]
    [InlineData("http://localhost:4318/", "http://localhost:4318/v1/metrics", false)]
    [InlineData("https://otlp.example.org/base", "https://otlp.example.org/base/v1/metrics", false)]
    [InlineData("http://localhost:4318/v1/metrics", "http://localhost:4318/v1/metrics", false)]
    [InlineData("http://localhost:4317", "http://localhost:4317/", true)]
    public void The_option_is_the_base_address_and_its_port_tells_the_protocol(string given, string endpoint, bool isGrpc)
    {
        var settings = Read(given, [])!;
        Assert.Equal(endpoint, settings.Endpoint.AbsoluteUri);
        Assert.Equal(isGrpc, settings.IsGrpc);
        Assert.Equal("stampede", settings.Attributes["service.name"]);
        Assert.Equal(TimeSpan.FromSeconds(5), settings.Interval);
    }

    [Fact]
    public void The_variables_are_honoured_and_those_for_metrics_beat_the_others()
    {
        var settings = Read(null, [
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://all:4318"),
            ("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "http://metrics:4318/own/path"),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"),
            ("OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", "http/protobuf"),
            ("OTEL_EXPORTER_OTLP_HEADERS", "x-key=abc%20d, y=1"),
            ("OTEL_EXPORTER_OTLP_TIMEOUT", "2500"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "1000"),
            ("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE", "Delta"),
            ("OTEL_RESOURCE_ATTRIBUTES", "service.name=other,team=a%2Cb"),
            ("OTEL_SERVICE_NAME", "checkout"),
        ])!;

        Assert.Equal("http://metrics:4318/own/path", settings.Endpoint.AbsoluteUri);
        Assert.False(settings.IsGrpc);
        Assert.Equal("x-key=abc%20d, y=1", settings.Headers);
        Assert.Equal(TimeSpan.FromSeconds(2.5), settings.Timeout);
        Assert.Equal(TimeSpan.FromSeconds(1), settings.Interval);
        Assert.True(settings.IsDelta);
        Assert.Equal("checkout", settings.Attributes["service.name"]);
        Assert.Equal("a,b", settings.Attributes["team"]);
        Assert.DoesNotContain("abc", settings.ToString());
    }

    [Fact]
    public void The_option_beats_the_variables_also_where_they_switch_it_off()
    {
        (string, string)[] off = [("OTEL_SDK_DISABLED", "true"), ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://all:4318")];
        Assert.Null(Read(null, off));
        Assert.Null(Read(null, [("OTEL_METRICS_EXPORTER", "none"), ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://all:4318")]));
        Assert.Equal("given", Read("http://given:1", off)!.Endpoint.Host);
    }

    [Fact]
    public void All_mistakes_are_told_together_and_no_secret_is_in_them()
    {
        var problems = new List<string>();
        Assert.Null(OtlpSettings.Read("ftp://user:hidden1@host", Variables([
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json"),
            ("OTEL_EXPORTER_OTLP_HEADERS", "hidden2"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "soon"),
            ("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE", "newest"),
            ("OTEL_RESOURCE_ATTRIBUTES", "none"),
        ]), problems));

        Assert.Equal(6, problems.Count);
        Assert.Contains(problems, p => p.StartsWith("--otlp is "));
        Assert.Contains(problems, p => p.Contains("'http/json'; it must be grpc or http/protobuf"));
        Assert.All(problems, p => Assert.DoesNotContain("hidden", p));
    }

    [Theory]
    [InlineData("http://user:hidden@host:4318", null)]
    [InlineData("http://host", "authorization=hidden%0Aline")]
    [InlineData("http://host", "na me=hidden")]
    public void What_could_not_be_sent_is_refused_without_showing_it(string endpoint, string? headers)
    {
        var problems = new List<string>();
        Assert.Null(OtlpSettings.Read(endpoint, Variables(headers is null ? [] : [("OTEL_EXPORTER_OTLP_HEADERS", headers)]), problems));
        Assert.DoesNotContain("hidden", Assert.Single(problems));
    }

    private static OtlpSettings? Read(string? endpoint, (string, string)[] variables)
    {
        var problems = new List<string>();
        var settings = OtlpSettings.Read(endpoint, Variables(variables), problems);
        Assert.Empty(problems);
        return settings;
    }

    private static Dictionary<string, string> Variables((string Name, string Value)[] variables) => variables.ToDictionary(v => v.Name, v => v.Value);
}
