using System.Net;

namespace Stampede.IntegrationTests;

public sealed class ControlPlaneErrorTests(ControlPlaneFixture fixture) : IClassFixture<ControlPlaneFixture>
{
    [Theory]
    [InlineData("/health/live", "alive")]
    [InlineData("/health/ready", "ready")]
    [InlineData("/api/v1/health/", "healthy")]
    public async Task Health_answers_without_a_session(string path, string status)
    {
        using var client = fixture.Process.Client();

        var answer = await client.Get(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(status, (await answer.Json()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_correlation_id_is_echoed_and_else_made()
    {
        using var client = fixture.Process.Client();
        Assert.True(Guid.TryParse((await client.Get("/health/live")).CorrelationId(), out _));

        client.DefaultRequestHeaders.Add("X-Correlation-ID", "run-7/user-3");
        Assert.Equal("run-7/user-3", (await client.Get("/health/live")).CorrelationId());
    }

    [Theory]
    [InlineData("has a space")]
    [InlineData("129 characters: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    public async Task An_unusable_correlation_id_is_replaced(string id)
    {
        using var client = fixture.Process.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Correlation-ID", id);

        Assert.True(Guid.TryParse((await client.Get("/health/live")).CorrelationId(), out _));
    }

    [Fact]
    public async Task Malformed_JSON_is_a_400_with_the_correlation_id()
    {
        using var client = fixture.Process.Client();

        var answer = await client.PostJson("/api/v1/auth/login", """{"username":""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var body = await answer.Json();
        Assert.Equal("Malformed JSON in request body", body.GetProperty("error").GetString());
        Assert.Equal(answer.CorrelationId(), body.GetProperty("correlation_id").GetString());
    }

    [Theory]
    [InlineData("""{"\ud800":1,"username":"a","password":"b"}""", "application/json", "Malformed JSON in request body")]
    [InlineData("""{"username":"a","password":"b","more":{"in":["\udc00"]}}""", "application/json", "Malformed JSON in request body")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"username\"\r\n\r\ncut o", "multipart/form-data; boundary=b", "Malformed form in request body")]
    [InlineData("x", "multipart/form-data", "Malformed form in request body")]
    public async Task What_is_well_formed_but_no_text_and_what_ends_too_early_is_malformed(string body, string contentType, string error)
    {
        using var client = fixture.Process.Client();
        using var content = new StringContent(body);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(contentType);

        var answer = await client.PostAsync("/api/v1/auth/login", content, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.BadRequest, error), (answer.StatusCode, (await answer.Json()).GetProperty("error").GetString()));
    }

    [Theory]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/deployments/no-uuid/", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/auth/login", HttpStatusCode.MethodNotAllowed)]
    public async Task What_routing_refuses_has_the_same_body(string path, HttpStatusCode status)
    {
        using var client = fixture.Process.Client();

        var answer = await client.Get(path);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(answer.CorrelationId(), (await answer.Json()).GetProperty("correlation_id").GetString());
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        using var client = fixture.Process.Client();
        client.DefaultRequestHeaders.ExpectContinue = true; // else the answer may come too late to be read

        var answer = await client.PostJson("/api/v1/auth/login", $$"""{"username":"{{new string('x', 3_000_000)}}"}""");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("The request's body is too large.", (await answer.Json()).GetProperty("error").GetString());
    }
}
