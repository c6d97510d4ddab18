using System.Net;

namespace Stampede.IntegrationTests;

public sealed class AiGatewayOptionTests
{
    [Fact]
    public async Task Bad_options_are_named_all_together_and_nothing_starts()
    {
        (string Option, string Value)[] wrong =
        [
            ("--role", "gateway"), ("--role", "api_gateway,api_gateway"), ("--api-gateway", "localhost"), ("--first-token", "61s"), ("--tokens-per-second", "0"),
            ("--backend-fault", "gpt=503"), ("--backend-fault", "chat-7b-1=200"), ("--down", "everything"), ("--cache-ttl", "0ms"), ("--fail-rate", "2"),
            ("--latency", "5"), ("--pool", "0"), ("--load-results", ""),
        ];

        var problem = await Assert.ThrowsAsync<LoadTestException>(async () =>
        {
            await using var process = await SampleProcess.Start("AiGateway", [.. wrong.SelectMany(o => new[] { o.Option, o.Value })]);
        });

        Assert.Contains("exit code 2", problem.Message, StringComparison.Ordinal);
        Assert.All(wrong, o => Assert.Contains($"{o.Option} '{o.Value}'", problem.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_base_port_that_leaves_none_for_the_others_is_refused()
    {
        var run = await Command.Run("dotnet", [SampleProcess.File("AiGateway"), "--urls", "http://127.0.0.1:65530"]);

        Assert.Equal((2, "--urls 'http://127.0.0.1:65530' leaves no port for all services: the highest would be 65550."), (run.ExitCode, run.Errors.Split('\n')[0].Trim()));
    }

    [Fact]
    public async Task A_fail_rate_of_1_fails_everything_but_health_each_service_in_its_own_form()
    {
        await using var process = await AiGatewayProcess.Start("--fail-rate", "1");

        var chat = await process.Gateway.Get("/v1/models");
        var tools = await process.Mcp.Get("/tools");

        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.InternalServerError), (chat.StatusCode, tools.StatusCode));
        Assert.Equal("Internal server error", (await chat.Json()).GetProperty("error").GetProperty("message").GetString());
        Assert.Equal("""{"detail":"Internal Server Error"}""", await tools.Text());
    }

    [Fact]
    public async Task Each_service_has_its_own_metrics()
    {
        await using var process = await AiGatewayProcess.Start();
        await process.Gateway.PostJson("/v1/chat/completions", """{"model":"chat-7b","messages":[{"role":"user","content":"a"}],"max_tokens":3}""");

        var gateway = await (await process.Gateway.Get("/metrics")).Text();
        var rag = await (await process.Rag.Get("/metrics")).Text();
        var mcp = await (await process.Mcp.Get("/metrics")).Text();

        Assert.Contains("llm_tokens_total{model=\"chat-7b\",kind=\"completion\"} 3", gateway);
        Assert.Contains("llm_time_to_first_token_seconds_count{model=\"chat-7b\"} 1", gateway);
        Assert.Contains("http_requests_total{method=\"POST\",endpoint=\"/v1/chat/completions\",status=\"200\"} 1", gateway);
        Assert.Contains("rag_chunks ", rag);
        Assert.Contains("# TYPE mcp_sandbox_violations_total counter", mcp);
        Assert.DoesNotContain("llm_", mcp);
    }
}
