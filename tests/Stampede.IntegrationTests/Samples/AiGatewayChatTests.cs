using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Stampede.IntegrationTests;

public sealed class AiGatewayChatTests(AiGatewayFixture fixture) : IClassFixture<AiGatewayFixture>
{
    private const string Path = "/v1/chat/completions";

    [Fact]
    public async Task A_completion_has_the_shape_of_the_recorded_one_and_its_usage_adds_up()
    {
        var answer = await fixture.Process.Gateway.PostJson(Path, Body("chat-7b", "\"max_tokens\":7"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var json = await answer.Json();
        Assert.Equal(["id", "object", "created", "model", "choices", "usage"], json.EnumerateObject().Select(p => p.Name));
        Assert.Equal("chat.completion", json.GetProperty("object").GetString());
        var choice = Assert.Single(json.GetProperty("choices").EnumerateArray());
        Assert.Equal("length", choice.GetProperty("finish_reason").GetString());
        Assert.Equal(7, choice.GetProperty("message").GetProperty("content").GetString()!.Split(' ').Length);
        var usage = json.GetProperty("usage");
        Assert.Equal(7, usage.GetProperty("completion_tokens").GetInt32());
        Assert.Equal(usage.GetProperty("prompt_tokens").GetInt32() + 7, usage.GetProperty("total_tokens").GetInt32());
        Assert.Equal("chat-7b-1", Assert.Single(answer.Headers.GetValues("X-Backend")));
    }

    [Fact]
    public async Task A_model_that_there_is_not_is_a_400_with_the_recorded_text()
    {
        var answer = await fixture.Process.Gateway.PostJson(Path, Body("qwen2.5-14b-instruct"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Invalid model name passed in model=qwen2.5-14b-instruct", (await answer.Json()).GetProperty("error").GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"a"}]}""", "model")]
    [InlineData("""{"model":7,"messages":[{"role":"user","content":"a"}]}""", "model")]
    [InlineData("""{"model":"chat-7b","messages":[]}""", "messages")]
    [InlineData("""{"model":"chat-7b","messages":"hello"}""", "messages")]
    [InlineData("""{"model":"chat-7b","messages":[7]}""", "messages")]
    [InlineData("""{"model":"chat-7b","messages":[{"role":"boss","content":"a"}]}""", "messages")]
    [InlineData("""{"model":"chat-7b","messages":[{"role":"user"}]}""", "messages")]
    [InlineData("""{"model":"chat-7b","messages":[{"role":"user","content":"a"}],"max_tokens":0}""", "max_tokens")]
    [InlineData("""{"model":"chat-7b","messages":[{"role":"user","content":"a"}],"max_tokens":1.5}""", "max_tokens")]
    [InlineData("""{"model":"chat-7b","messages":[{"role":"user","content":"a"}],"temperature":3}""", "temperature")]
    [InlineData("""{"model":"chat-7b","messages":[{"role":"user","content":"a"}],"stream":"yes"}""", "stream")]
    [InlineData("[]", null)]
    [InlineData("{", null)]
    [InlineData("""{"model":"\ud800","messages":[]}""", null)]
    public async Task A_wrong_body_is_a_400_that_names_the_parameter(string body, string? parameter)
    {
        var answer = await fixture.Process.Gateway.PostJson(Path, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var error = (await answer.Json()).GetProperty("error");
        Assert.Equal(parameter, error.GetProperty("param").GetString());
        Assert.Equal("invalid_request_error", error.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Models_and_health_tell_what_is_served()
    {
        var models = await (await fixture.Process.Gateway.Get("/v1/models")).Json();
        var health = await (await fixture.Process.Gateway.Get("/health")).Json();

        Assert.Equal(["chat-7b", "code-7b"], models.GetProperty("data").EnumerateArray().Select(m => m.GetProperty("id").GetString()));
        Assert.Equal("api_gateway", health.GetProperty("service").GetString());
        Assert.Equal(3, health.GetProperty("healthy_count").GetInt32());
    }

    [Fact]
    public async Task A_stream_sends_each_token_when_it_is_there_then_the_reason_the_usage_and_the_end()
    {
        await using var process = await AiGatewayProcess.Start("--tokens-per-second", "20");
        using var request = new HttpRequestMessage(HttpMethod.Post, Path)
        {
            Content = new StringContent(Body("chat-7b", "\"max_tokens\":60,\"stream\":true,\"stream_options\":{\"include_usage\":true}"), Encoding.UTF8, "application/json"),
        };
        var answer = await process.Gateway.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var data = new List<(string Text, long At)>();
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Length > 0)
            {
                Assert.StartsWith("data: ", line);
                data.Add((line[6..], Stopwatch.GetTimestamp()));
            }
        }

        // 59 pauses of 50 ms lie between the first token and the last: three seconds, of which a machine may stand still for two.
        Assert.True(Stopwatch.GetElapsedTime(data[0].At, data[^1].At) > TimeSpan.FromMilliseconds(300), "It came all at once.");
        Assert.Equal("[DONE]", data[^1].Text);
        JsonElement[] chunks = [.. data.SkipLast(1).Select(d => JsonElement.Parse(d.Text))];
        Assert.Equal(62, chunks.Length);
        Assert.Single(chunks.Select(c => c.GetProperty("id").GetString()).Distinct());
        Assert.All(chunks, c => Assert.Equal("chat.completion.chunk", c.GetProperty("object").GetString()));
        Assert.Equal("assistant", chunks[0].GetProperty("choices")[0].GetProperty("delta").GetProperty("role").GetString());
        Assert.Equal("length", chunks[60].GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal(60, chunks[61].GetProperty("usage").GetProperty("completion_tokens").GetInt32());
    }

    [Fact]
    public async Task A_backend_that_fails_is_left_for_the_next_one()
    {
        await using var process = await AiGatewayProcess.Start("--backend-fault", "chat-7b-1=503");

        var first = await process.Gateway.PostJson(Path, Body("chat-7b"));
        var second = await process.Gateway.PostJson(Path, Body("chat-7b"));

        Assert.Equal(("200", "chat-7b-2", "2"), Tried(first));
        Assert.Equal(("200", "chat-7b-2", "1"), Tried(second));
        var health = await (await process.Gateway.Get("/health")).Json();
        Assert.Equal("chat-7b-1", Assert.Single(health.GetProperty("unhealthy_endpoints").EnumerateArray()).GetProperty("backend").GetString());
        Assert.Contains("llm_backend_requests_total{backend=\"chat-7b-1\",outcome=\"503\"} 1", await (await process.Gateway.Get("/metrics")).Text());
    }

    [Fact]
    public async Task Three_more_tries_are_made_for_what_may_pass_and_none_for_what_does_not()
    {
        await using var process = await AiGatewayProcess.Start("--backend-fault", "code-7b-1=500x4", "--backend-fault", "chat-7b-1=400");

        var failed = await process.Gateway.PostJson(Path, Body("code-7b"));
        var recovered = await process.Gateway.PostJson(Path, Body("code-7b"));
        var refused = await process.Gateway.PostJson(Path, Body("chat-7b"));

        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        Assert.Contains("code-7b-1 answered 500", await failed.Text());
        Assert.Equal(HttpStatusCode.OK, recovered.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("llm_backend_requests_total{backend=\"code-7b-1\",outcome=\"500\"} 4", await (await process.Gateway.Get("/metrics")).Text());
    }

    [Fact]
    public async Task A_backend_that_hangs_is_a_408_after_the_timeout()
    {
        await using var process = await AiGatewayProcess.Start("--backend-fault", "code-7b-1=0", "--request-timeout", "200ms");

        var answer = await process.Gateway.PostJson(Path, Body("code-7b"));

        Assert.Equal(HttpStatusCode.RequestTimeout, answer.StatusCode);
        Assert.Equal("timeout_error", (await answer.Json()).GetProperty("error").GetProperty("type").GetString());
    }

    private static string Body(string model, string more = "\"temperature\":0.7") =>
        $$"""{"model":"{{model}}","messages":[{"role":"user","content":"Why do queues grow?"}],{{more}}}""";

    private static (string Status, string Backend, string Tries) Tried(HttpResponseMessage answer) =>
        ($"{(int)answer.StatusCode}", Assert.Single(answer.Headers.GetValues("X-Backend")), Assert.Single(answer.Headers.GetValues("X-Attempts")));
}
