using System.Net;
using System.Text.Json;

namespace Stampede.IntegrationTests;

public sealed class AiGatewayRagTests(AiGatewayFixture fixture) : IClassFixture<AiGatewayFixture>
{
    private HttpClient Rag => fixture.Process.Rag;

    [Fact]
    public async Task A_question_is_answered_from_the_nearest_chunks_and_again_from_the_cache()
    {
        var question = """{"query":"Which requests does the gateway limit before each release?","collection":"collection_3"}""";

        var first = await (await Rag.PostJson("/query", question)).Json();
        var second = await (await Rag.PostJson("/query", question.Replace("Which", "  WHICH", StringComparison.Ordinal))).Json();

        Assert.Equal(["answer", "context", "usage", "cached", "response_time_ms"], first.EnumerateObject().Select(p => p.Name));
        Assert.False(first.GetProperty("cached").GetBoolean());
        Assert.True(second.GetProperty("cached").GetBoolean());
        Assert.Equal(first.GetProperty("answer").GetString(), second.GetProperty("answer").GetString());
        var context = first.GetProperty("context").EnumerateArray().ToArray();
        Assert.Equal(4, context.Length);
        Assert.All(context, part => Assert.StartsWith("collection_3/document_", part.GetProperty("doc_id").GetString()));
        var scores = context.Select(part => part.GetProperty("score").GetDouble()).ToArray();
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.InRange(scores[0], 0.05, 1);
        Assert.True(first.GetProperty("usage").GetProperty("total_tokens").GetInt32() > 0);
    }

    [Theory]
    [InlineData("""{"query":""}""", "empty query")]
    [InlineData("""{"query":" \t "}""", "empty query")]
    [InlineData("""{"query":"a","collection":"nowhere"}""", "collection nowhere not found")]
    public async Task What_cannot_be_answered_is_a_200_whose_usage_has_the_error(string body, string error)
    {
        var answer = await Rag.PostJson("/query", body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(error, (await answer.Json()).GetProperty("usage").GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("""{}""", "query")]
    [InlineData("""{"query":5}""", "query")]
    [InlineData("""{"query":"a","topk":0}""", "topk")]
    [InlineData("""{"query":"a","topk":51}""", "topk")]
    [InlineData("""{"query":"a","topk":"4"}""", "topk")]
    [InlineData("""{"query":"a","collection":[]}""", "collection")]
    public async Task A_wrong_field_is_a_422_that_names_it(string body, string field)
    {
        var answer = await Rag.PostJson("/query", body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = Assert.Single((await answer.Json()).GetProperty("detail").EnumerateArray());
        Assert.Equal(field, problem.GetProperty("loc")[1].GetString());
    }

    [Fact]
    public async Task A_body_that_says_to_be_something_else_is_no_JSON()
    {
        using var body = new StringContent("""{"query":"a"}""");

        var answer = await Rag.PostAsync("/query", body, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("""{"detail":"The body is not of the type application/json."}""", await answer.Text());
    }

    [Fact]
    public async Task A_topk_by_the_recorded_test_s_wrong_name_means_nothing()
    {
        var answer = await (await Rag.PostJson("/query", """{"query":"versions by policy","top_k":9}""")).Json();

        Assert.Equal(4, answer.GetProperty("context").GetArrayLength());
    }

    [Fact]
    public async Task An_index_is_made_by_query_parameters_and_empties_the_cache_only_for_what_is_new()
    {
        await using var process = await AiGatewayProcess.Start();
        var question = """{"query":"the queue stores tokens","collection":"collection_2"}""";
        await process.Rag.PostJson("/query", question);

        var again = await process.Rag.PostAsync("/index?collection=collection_2&path=collection_2", null, TestContext.Current.CancellationToken);
        Assert.True((await (await process.Rag.PostJson("/query", question)).Json()).GetProperty("cached").GetBoolean());
        var more = await process.Rag.PostAsync("/index?collection=collection_2&path=/collection_5/document_1.md", null, TestContext.Current.CancellationToken);
        Assert.False((await (await process.Rag.PostJson("/query", question)).Json()).GetProperty("cached").GetBoolean());
        var nothing = await process.Rag.PostAsync("/index?collection=new&path=empty", null, TestContext.Current.CancellationToken);

        Assert.Equal("collection_2", (await again.Json()).GetProperty("collection").GetString());
        Assert.InRange((await again.Json()).GetProperty("chunks").GetInt32(), 10, 100);
        Assert.InRange((await more.Json()).GetProperty("chunks").GetInt32(), 2, 20);
        Assert.Equal("""{"collection":"new","chunks":0}""", await nothing.Text());
    }

    [Theory]
    [InlineData("../..")]
    [InlineData("/../etc")]
    [InlineData("a/../../b")]
    [InlineData("..\\..")]
    public async Task Documents_elsewhere_are_refused(string path)
    {
        var answer = await Rag.PostAsync($"/index?path={Uri.EscapeDataString(path)}", null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_cache_expires_and_can_be_looked_at_and_emptied()
    {
        await using var process = await AiGatewayProcess.Start("--cache-ttl", "1ms");
        await process.Rag.PostJson("/query", """{"query":"a"}""");
        await Task.Delay(20, TestContext.Current.CancellationToken);

        Assert.False((await (await process.Rag.PostJson("/query", """{"query":"a"}""")).Json()).GetProperty("cached").GetBoolean());
        var stats = await (await process.Rag.Get("/cache/stats")).Json();
        var cleared = await process.Rag.DeleteAsync("/cache", TestContext.Current.CancellationToken);
        var analytics = await (await process.Rag.Get("/analytics?hours=1")).Json();

        Assert.Equal((0, 2), (stats.GetProperty("hits").GetInt32(), stats.GetProperty("misses").GetInt32()));
        Assert.Equal(1, (await cleared.Json()).GetProperty("removed").GetInt32());
        Assert.Equal(2, analytics.GetProperty("total_queries").GetInt32());
        Assert.Equal(HttpStatusCode.OK, (await process.Rag.PostAsync("/prewarm", null, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await process.Rag.PostAsync("/optimize", null, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await process.Rag.Get("/analytics?hours=0")).StatusCode);
    }

    [Fact]
    public async Task Health_asks_its_dependencies_and_the_model_where_it_is_told_to()
    {
        var health = await (await Rag.Get("/health")).Json();
        var withModel = await (await Rag.Get("/health?llm=true")).Json();

        Assert.Equal(("healthy", "rag"), (health.GetProperty("status").GetString(), health.GetProperty("service").GetString()));
        Assert.Equal("skipped", health.GetProperty("dependencies").GetProperty("llm").GetString());
        Assert.Equal("healthy", withModel.GetProperty("dependencies").GetProperty("llm").GetString());
    }

    [Fact]
    public async Task Without_a_dependency_it_is_degraded_and_says_when_to_come_again()
    {
        await using var process = await AiGatewayProcess.Start("--down", "qdrant");

        foreach (var answer in (HttpResponseMessage[])[await process.Rag.Get("/health"), await process.Rag.PostJson("/query", """{"query":"a"}""")])
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(30), answer.Headers.RetryAfter!.Delta);
        }
    }

    [Fact]
    public async Task Alone_it_says_that_the_gateway_is_missing()
    {
        await using var process = await SampleProcess.Start("AiGateway", "--role", "rag_service");
        using var client = process.Client();

        var health = await client.Get("/health");
        var query = await client.PostJson("/query", """{"query":"a"}""");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Equal("unhealthy", (await health.Json()).GetProperty("dependencies").GetProperty("api_gateway").GetString());
        Assert.Equal("""{"detail":"api_gateway is not known"}""", await query.Text());
    }

    [Fact]
    public async Task Services_of_their_own_processes_find_each_other_by_address()
    {
        await using var gateway = await SampleProcess.Start("AiGateway", "--role", "api_gateway", "--first-token", "5ms");
        await using var rag = await SampleProcess.Start("AiGateway", "--role", "rag_service", "--api-gateway", gateway.Address.ToString());
        using var client = rag.Client();

        var answer = await client.PostJson("/query", """{"query":"a"}""");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEqual(JsonValueKind.Null, (await answer.Json()).GetProperty("usage").GetProperty("total_tokens").ValueKind);
    }
}
