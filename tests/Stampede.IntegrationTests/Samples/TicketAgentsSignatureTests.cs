using System.Net;
using TicketAgents.Webhooks;

namespace Stampede.IntegrationTests;

public sealed class TicketAgentsSignatureTests(TicketAgentsFixture fixture) : IClassFixture<TicketAgentsFixture>
{
    private TicketAgentsProcess Service => fixture.Process;

    [Theory]
    [InlineData("sha256=")]
    [InlineData("")]
    public async Task Both_dialects_are_accepted(string prefix) =>
        Assert.Equal(HttpStatusCode.Accepted, (await Service.Send(TicketAgentsProcess.Body(TicketAgentsProcess.Ticket()), prefix: prefix)).StatusCode);

    [Theory]
    [InlineData("prefixed", "sha256=", "")]
    [InlineData("bare", "", "sha256=")]
    public async Task One_dialect_can_be_asked_for(string dialect, string accepted, string refused)
    {
        await using var service = await TicketAgentsProcess.Start("--signature", dialect);
        var body = TicketAgentsProcess.Body(TicketAgentsProcess.Ticket());

        Assert.Equal(HttpStatusCode.Unauthorized, (await service.Send(body, prefix: refused)).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await service.Send(body, prefix: accepted)).StatusCode);
    }

    [Fact]
    public async Task What_is_not_signed_by_the_tenant_is_refused_in_the_stated_words()
    {
        var body = TicketAgentsProcess.Body("T-1");
        var missing = await Service.Post("/webhook/servicedesk", body);
        Assert.Equal((HttpStatusCode.Unauthorized, """{"detail":"Missing signature header"}"""), (missing.StatusCode, await missing.Text()));

        var signature = TicketAgentsProcess.Sign(TicketAgentsProcess.Secret, body);
        foreach (var wrong in (string[])[
            TicketAgentsProcess.Sign("second-tenant-secret-minimum-32-chars-required", body), signature.ToUpperInvariant(), signature[..63], signature + "0", "sha1=" + signature,
            "sha256=sha256=" + signature, "sha256=", "none"])
        {
            var answer = await Service.Post("/webhook/servicedesk", body, TicketAgentsProcess.SignatureHeader, wrong);
            Assert.Equal((HttpStatusCode.Unauthorized, """{"detail":"Invalid webhook signature"}"""), (answer.StatusCode, await answer.Text()));
        }

        var retired = TicketAgentsProcess.Body("T-1", "tenant_id", "\"retired-tenant\"");
        Assert.Equal(HttpStatusCode.Unauthorized, (await Service.Send(retired, "retired-tenant-secret-minimum-32-chars-required")).StatusCode);
    }

    [Fact]
    public async Task The_bytes_are_signed_and_not_what_they_mean()
    {
        var compact = TicketAgentsProcess.Body(TicketAgentsProcess.Ticket());
        var spaced = compact.Replace(":\"", ": \"", StringComparison.Ordinal);

        var answer = await Service.Post("/webhook/servicedesk", spaced, TicketAgentsProcess.SignatureHeader, TicketAgentsProcess.Sign(TicketAgentsProcess.Secret, compact));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await Service.Send(spaced)).StatusCode);
    }

    [Theory]
    [InlineData(-240, HttpStatusCode.Accepted)]
    [InlineData(-301, HttpStatusCode.Unauthorized)]
    [InlineData(20, HttpStatusCode.Accepted)]
    [InlineData(120, HttpStatusCode.Unauthorized)]
    public async Task What_is_not_of_now_is_refused(int seconds, HttpStatusCode status)
    {
        var created = DateTimeOffset.UtcNow.AddSeconds(seconds).ToOffset(TimeSpan.FromHours(2));

        Assert.Equal(status, (await Service.Send(TicketAgentsProcess.Body(TicketAgentsProcess.Ticket(), "created_at", $"\"{created:O}\""))).StatusCode);
    }

    [Theory]
    [InlineData(-300_000, true)]
    [InlineData(-300_001, false)]
    [InlineData(30_000, true)]
    [InlineData(30_001, false)]
    public void The_window_has_exact_ends(int milliseconds, bool holds)
    {
        var now = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal(holds, ClockWindow.Holds(now.AddMilliseconds(milliseconds), now));
    }

    [Fact]
    public async Task A_webhook_is_accepted_once_however_often_and_in_whatever_dialect_it_comes()
    {
        var body = TicketAgentsProcess.Body(TicketAgentsProcess.Ticket());
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Service.Send(body, prefix: n % 2 == 0 ? "" : "sha256=")));

        var accepted = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Accepted);
        var again = await Service.Send(body);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal((await accepted.Json()).GetProperty("job_id").GetGuid(), (await again.Json()).GetProperty("job_id").GetGuid());
        Assert.Equal(19, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
    }
}
