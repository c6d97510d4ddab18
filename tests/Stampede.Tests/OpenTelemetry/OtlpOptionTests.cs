using Stampede.Engine;

namespace Stampede.Tests;

public sealed class OtlpOptionTests
{
    // Nobody listens there.
    private const string Nowhere = "http://127.0.0.1:9";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_could_not_be_sent_is_said_once_and_does_not_change_the_exit_code(bool byOption)
    {
        var variables = new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_HEADERS"] = "authorization=Bearer%20hidden" };
        if (!byOption)
        {
            variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = Nowhere;
        }

        var run = new PlayedRun { Sources = new OptionSources { Environment = variables } };
        Assert.Equal(0, await run.Run(byOption ? ["--otlp", Nowhere] : []));

        Assert.Contains($"Metrics by OTLP to {Nowhere}/v1/metrics (HTTP, every 5 s)", run.Error);
        Assert.Equal(1, run.Out.Split("WARNING OTLP-FAILED").Length - 1);
        Assert.Contains("final figures are missing", run.Out.ReplaceLineEndings(" ").Replace("  ", " "));
        Assert.DoesNotContain("hidden", run.Out + run.Error);
    }

    [Fact]
    public async Task Wrong_variables_are_a_mistake_before_the_run()
    {
        var run = new PlayedRun
        {
            Sources = new OptionSources { Environment = new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/json" } },
        };
        Assert.Equal(2, await run.Run("--otlp", Nowhere));
        Assert.Null(run.Options);
        Assert.Contains("OTEL_EXPORTER_OTLP_PROTOCOL is 'http/json'; it must be grpc or http/protobuf.", run.Error);
    }
}
