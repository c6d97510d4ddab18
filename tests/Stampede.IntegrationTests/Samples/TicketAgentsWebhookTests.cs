using System.Net;
using System.Text;
using System.Text.Json;

namespace Stampede.IntegrationTests;

public sealed class TicketAgentsWebhookTests(TicketAgentsFixture fixture) : IClassFixture<TicketAgentsFixture>
{
    private const string Active = "/webhook/agents/00000000-0000-4000-8000-000000000001/webhook";
    private const string Inactive = "/webhook/agents/00000000-0000-4000-8000-000000000002/webhook";
    private const string Unknown = "/webhook/agents/00000000-0000-4000-8000-000000000003/webhook";
    private const string AgentSecret = "load-test-agent-secret-minimum-32-chars-required";
    private const string AgentHeader = "X-Hub-Signature-256";

    private TicketAgentsProcess Service => fixture.Process;

    [Fact]
    public async Task A_signed_ticket_is_accepted_and_enhanced()
    {
        var ticket = TicketAgentsProcess.Ticket();
        var correlation = "0b9a3c5e-7d2f-4a6b-9c1d-2e3f4a5b6c7d";
        var answer = await Service.Send(TicketAgentsProcess.Body(ticket, "correlation_id", $"\"{correlation}\""));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var body = await answer.Json();
        Assert.Equal("accepted", body.GetProperty("status").GetString());
        Assert.Equal("Enhancement job queued successfully", body.GetProperty("message").GetString());
        var row = await Service.Finished(ticket);
        Assert.Equal("completed", row.GetProperty("status").GetString());
        Assert.Equal(body.GetProperty("job_id").GetGuid(), row.GetProperty("id").GetGuid());
        Assert.Equal(correlation, row.GetProperty("correlation_id").GetString());
        Assert.Contains("The printer prints nothing", row.GetProperty("llm_output").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, row.GetProperty("error_message").ValueKind);
        Assert.True(row.GetProperty("completed_at").GetDateTimeOffset() >= row.GetProperty("created_at").GetDateTimeOffset());
    }

    [Theory]
    [InlineData("requester", "\"somebody\"", "extra_forbidden")]
    [InlineData("category", "1", "extra_forbidden")]
    [InlineData("ticket_id", "\"t-0af3\"", "string_pattern_mismatch")]
    [InlineData("ticket_id", "\"T-1\\n\"", "string_pattern_mismatch")]
    [InlineData("ticket_id", "\"\"", "string_too_short")]
    [InlineData("ticket_id", null, "missing")]
    [InlineData("ticket_id", "7", "string_type")]
    [InlineData("event", null, "missing")]
    [InlineData("description", "\"\"", "string_too_short")]
    [InlineData("description", "\"a\\u0000b\"", "string_unicode")]
    [InlineData("description", null, "missing")]
    [InlineData("priority", "\"urgent\"", "literal_error")]
    [InlineData("created_at", "\"2026-11-21T10:00:00\"", "timezone_aware")]
    [InlineData("created_at", "\"yesterday\"", "datetime_parsing")]
    [InlineData("created_at", "\"2026-13-21T10:00:00Z\"", "datetime_parsing")]
    [InlineData("created_at", "1795283032", "datetime_parsing")]
    [InlineData("correlation_id", "\"0b9a3c5e-7d2f-1a6b-9c1d-2e3f4a5b6c7d\"", "uuid_version")]
    [InlineData("correlation_id", "\"0b9a3c5e7d2f4a6b9c1d2e3f4a5b6c7d\"", "uuid_version")]
    [InlineData("tenant_id", "\"Load_Test\"", "string_pattern_mismatch")]
    [InlineData("tenant_id", null, "missing")]
    public async Task A_field_that_is_wrong_is_named_and_the_body_is_sent_back(string field, string? json, string type)
    {
        var sent = TicketAgentsProcess.Body("T-1", field, json);
        var answer = await Service.Send(sent);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var body = await answer.Json();
        var detail = Assert.Single(body.GetProperty("detail").EnumerateArray());
        Assert.Equal(type, detail.GetProperty("type").GetString());
        Assert.Equal(["body", field], detail.GetProperty("loc").EnumerateArray().Select(part => part.GetString()));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(sent), body.GetProperty("body")));
    }

    [Fact]
    public async Task Sizes_are_counted_in_characters()
    {
        Assert.Equal(HttpStatusCode.Accepted, (await Described(string.Concat(Enumerable.Repeat("😀", 10_000)))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Described(new string('x', 10_001))).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await Service.Send(TicketAgentsProcess.Body(new string('A', 100)))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Service.Send(TicketAgentsProcess.Body(new string('A', 101)))).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Described(new string('x', 300_000))).StatusCode);

        Task<HttpResponseMessage> Described(string text) => Service.Send(TicketAgentsProcess.Body(TicketAgentsProcess.Ticket(), "description", $"\"{text}\""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"description\":\"\\ud800\"}")]
    public async Task What_is_no_JSON_object_is_a_422(string body)
    {
        var answer = await Service.Send(body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.NotEqual(0, (await answer.Json()).GetProperty("detail").GetArrayLength());
    }

    [Fact]
    public async Task The_tenant_may_stand_in_a_header_and_must_be_one_that_there_is()
    {
        Assert.Equal(HttpStatusCode.Accepted, (await WithHeader(TicketAgentsProcess.Body(TicketAgentsProcess.Ticket(), "tenant_id"))).StatusCode);

        var unknown = await Service.Send(TicketAgentsProcess.Body("T-1", "tenant_id", "\"nobody\""));
        Assert.Equal((HttpStatusCode.NotFound, """{"detail":"Tenant not found"}"""), (unknown.StatusCode, await unknown.Text()));
        var mail = await Service.Send(TicketAgentsProcess.Body("T-1", "tenant_id", "\"mail-tenant\""));
        Assert.Equal((HttpStatusCode.NotFound, """{"detail":"Plugin not found"}"""), (mail.StatusCode, await mail.Text()));
    }

    [Theory]
    [InlineData("7", "string_type")]
    [InlineData("\"\"", "string_too_short")]
    public async Task A_header_does_not_help_a_tenant_that_is_wrong_in_the_body(string tenant, string type)
    {
        var answer = await WithHeader(TicketAgentsProcess.Body("T-1", "tenant_id", tenant));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(type, Assert.Single((await answer.Json()).GetProperty("detail").EnumerateArray()).GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("{", "application/json", "json_invalid")]
    [InlineData("[]", "application/json", "model_attributes_type")]
    [InlineData(null, "text/plain", "model_attributes_type")]
    [InlineData(null, "application/x-www-form-urlencoded", "model_attributes_type")]
    public async Task Of_a_body_that_is_no_JSON_object_one_thing_is_wrong_whatever_its_signature(string? body, string contentType, string type)
    {
        var answer = await WithHeader(body ?? TicketAgentsProcess.Body("T-1"), contentType, "another secret");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = Assert.Single((await answer.Json()).GetProperty("detail").EnumerateArray());
        Assert.Equal(type, problem.GetProperty("type").GetString());
        Assert.Equal(["body"], problem.GetProperty("loc").EnumerateArray().Select(part => part.GetString()));
    }

    [Fact]
    public async Task A_resolved_ticket_wants_the_global_secret_in_bare_digits()
    {
        const string Path = "/webhook/servicedesk/resolved-ticket";
        const string Body = """
            {"tenant_id":"load-test-tenant","ticket_id":"T-1","subject":"s","resolution":"r","resolved_date":"2026-01-01T00:00:00+01:00","tags":["printer"]}
            """;
        var answer = await Service.Send(Body, TicketAgentsProcess.GlobalSecret, "", Path);
        Assert.Equal((HttpStatusCode.Accepted, """{"status":"accepted"}"""), (answer.StatusCode, await answer.Text()));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Service.Send(Body, TicketAgentsProcess.GlobalSecret, "sha256=", Path)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Service.Send(Body, TicketAgentsProcess.Secret, "", Path)).StatusCode);
        var wrong = Body.Replace("+01:00", "", StringComparison.Ordinal).Replace("\"s\"", $"\"{new string('s', 501)}\"", StringComparison.Ordinal);
        var invalid = await Service.Send(wrong, TicketAgentsProcess.GlobalSecret, "", Path);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, invalid.StatusCode);
        Assert.Equal(2, (await invalid.Json()).GetProperty("detail").GetArrayLength());
    }

    [Fact]
    public async Task An_agent_has_a_webhook_of_its_own()
    {
        var ticket = TicketAgentsProcess.Ticket();
        var body = $$"""{"ticket_id":"{{ticket}}","input":"look again"}""";
        var answer = await Service.Send(body, AgentSecret, "sha256=", Active, AgentHeader);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var queued = await answer.Json();
        Assert.Equal("queued", queued.GetProperty("status").GetString());
        Assert.Equal(queued.GetProperty("execution_id").GetGuid(), (await Service.Finished(ticket)).GetProperty("id").GetGuid());

        Assert.Equal(HttpStatusCode.Conflict, (await Service.Send(body, AgentSecret, "sha256=", Active, AgentHeader)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Service.Send(body, AgentSecret, "", Active, AgentHeader)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Service.Post(Active, body)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Service.Send(body, AgentSecret, "sha256=", Inactive, AgentHeader)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Service.Send(body, AgentSecret, "sha256=", Unknown, AgentHeader)).StatusCode);
        var schema = await Service.Send("""{"ticket_id":"T-1"}""", AgentSecret, "sha256=", Active, AgentHeader);
        Assert.Equal(HttpStatusCode.BadRequest, schema.StatusCode);
        Assert.Contains("body.input: Field required", await schema.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere", HttpStatusCode.NotFound, "Not Found")]
    [InlineData("/webhook/servicedesk", HttpStatusCode.MethodNotAllowed, "Method Not Allowed")]
    [InlineData("/enhancements/T-UNKNOWN", HttpStatusCode.NotFound, "Enhancement not found")]
    public async Task Errors_are_short_and_in_one_shape(string path, HttpStatusCode status, string detail)
    {
        var answer = await Service.Client.Get(path);

        Assert.Equal((status, $$"""{"detail":"{{detail}}"}"""), (answer.StatusCode, await answer.Text()));
    }

    // Names its tenant in the header.
    private async Task<HttpResponseMessage> WithHeader(string body, string contentType = "application/json", string secret = TicketAgentsProcess.Secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhook/servicedesk") { Content = new StringContent(body, Encoding.UTF8, contentType) };
        request.Headers.Add("X-Tenant-ID", TicketAgentsProcess.Tenant);
        request.Headers.Add(TicketAgentsProcess.SignatureHeader, TicketAgentsProcess.Sign(secret, body));
        return await Service.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
