using System.Diagnostics;
using System.Net;

namespace Stampede.IntegrationTests;

/// <summary>The ticket agents as processes of their own, over a real RabbitMQ and a real PostgreSQL.</summary>
public sealed class TicketAgentsQueueTests(PostgresServer postgres, RabbitServer rabbit) : IClassFixture<PostgresServer>, IClassFixture<RabbitServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_worker_that_is_killed_loses_nothing_and_nothing_is_done_twice()
    {
        var (database, broker) = (await postgres.CreateDatabase(), rabbit.CreateVirtualHost());
        await using var api = await TicketAgentsProcess.Start("--role", "api", "--postgres", database, "--rabbitmq", broker);
        using var first = Worker(database, broker, "3s");
        var tickets = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => api.Accept()));

        // Ten at a time, three seconds each: by now some are done, ten are in hand, the rest waits.
        while (await Count(database, "completed") < 10)
        {
            await Task.Delay(20, Token);
        }

        first.Kill();
        await first.WaitForExitAsync(Token);
        var before = await Count(database, "completed");
        Assert.InRange(before, 10, 59);
        using var second = Worker(database, broker, "10ms");
        await api.Drained();

        Assert.Equal(60, await Count(database, "completed"));
        Assert.Equal(60L, await PostgresServer.Execute(database, "SELECT count(*) FROM tickets WHERE updates = 1"));
        Assert.Equal(60L, await PostgresServer.Execute(database, "SELECT sum(updates) FROM tickets"));
        var rows = await Task.WhenAll(tickets.Select(api.Finished));
        Assert.All(rows, row => Assert.Equal("completed", row.GetProperty("status").GetString()));
        Assert.Equal(0, (await (await api.Client.Get("/api/v1/metrics/queue")).Json()).GetProperty("queue_depth").GetInt32());
        await End(second);
    }

    [Fact]
    public async Task What_comes_again_after_a_restart_is_known_and_what_waits_is_kept()
    {
        var (database, broker) = (await postgres.CreateDatabase(), rabbit.CreateVirtualHost());
        var ticket = TicketAgentsProcess.Ticket();
        var body = TicketAgentsProcess.Body(ticket);
        await using (var api = await TicketAgentsProcess.Start("--role", "api", "--postgres", database, "--rabbitmq", broker))
        {
            Assert.Equal(HttpStatusCode.Accepted, (await api.Send(body)).StatusCode);
            var overview = await (await api.Client.Get("/api/v1/health")).Json();
            Assert.Equal("unhealthy", overview.GetProperty("components").GetProperty("workers").GetProperty("status").GetString());
            Assert.Equal(1, (await (await api.Client.Get("/api/v1/metrics/queue")).Json()).GetProperty("queue_depth").GetInt32());
        }

        await using var all = await TicketAgentsProcess.Start("--postgres", database, "--rabbitmq", broker, "--latency", "5ms", "--fail-rate", "0.5", "--retry-delay", "1ms");
        Assert.Equal(HttpStatusCode.Conflict, (await all.Send(body)).StatusCode);
        await all.Finished(ticket);

        // Retries go through the broker too; none is lost there, and none comes back when all is done.
        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => all.Accept()));
        await all.Drained();
        Assert.Equal(31, await Count(database, "completed") + await Count(database, "failed"));
        Assert.Equal(0L, await PostgresServer.Execute(database, "SELECT count(*) FROM tickets WHERE updates <> 1"));
    }

    [Fact]
    public async Task A_broker_that_does_not_answer_is_a_503_and_an_unhealthy_service()
    {
        await using var service = await TicketAgentsProcess.Start("--postgres", await postgres.CreateDatabase(), "--rabbitmq", rabbit.CreateVirtualHost(), "--latency", "1ms");
        var body = TicketAgentsProcess.Body(TicketAgentsProcess.Ticket());
        await using (await rabbit.Hang())
        {
            var answers = await Task.WhenAll(service.Send(body), service.Client.Get("/health"));
            Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"detail":"Queue unavailable, please retry"}"""), (answers[0].StatusCode, await answers[0].Text()));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answers[1].StatusCode);
            Assert.Contains("\"redis\":\"unhealthy\"", await answers[1].Text(), StringComparison.Ordinal);
        }

        // It may have been queued after all; it is the same job, and is done once.
        Assert.Equal(HttpStatusCode.Accepted, (await service.Send(body)).StatusCode);
        await service.Drained();
    }

    [Theory]
    [InlineData(50_000)]
    [InlineData(1)]
    public async Task With_PostgreSQL_alone_what_was_accepted_is_taken_up_at_the_next_start(int capacity)
    {
        var database = await postgres.CreateDatabase();
        using (var killed = Start("--postgres", database, "--latency", "60s"))
        {
            using var client = new HttpClient { BaseAddress = await Address(killed) };
            for (var i = 0; i < 5; i++)
            {
                var body = TicketAgentsProcess.Body(TicketAgentsProcess.Ticket());
                client.DefaultRequestHeaders.Remove(TicketAgentsProcess.SignatureHeader);
                client.DefaultRequestHeaders.Add(TicketAgentsProcess.SignatureHeader, TicketAgentsProcess.Sign(TicketAgentsProcess.Secret, body));
                Assert.Equal(HttpStatusCode.Accepted, (await client.PostJson("/webhook/servicedesk", body)).StatusCode);
            }

            killed.Kill();
            await killed.WaitForExitAsync(Token);
        }

        await using var again = await TicketAgentsProcess.Start("--postgres", database, "--latency", "1ms", "--pool", "1", "--queue-capacity", $"{capacity}");
        await again.Drained();
        Assert.Equal(5, await Count(database, "completed"));
        Assert.Equal(5L, await PostgresServer.Execute(database, "SELECT sum(updates) FROM tickets"));
    }

    [Fact]
    public async Task Without_its_database_it_says_so_with_a_503()
    {
        await using var server = new PostgresServer();
        await server.InitializeAsync();
        await using var service = await TicketAgentsProcess.Start("--postgres", await server.CreateDatabase());
        await server.Stop();

        foreach (var path in (string[])["/enhancements/history?tenant_id=load-test-tenant", "/enhancements/T-1", "/api/v1/metrics/queue"])
        {
            var answer = await service.Client.Get(path);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"detail":"Database unavailable, please retry"}"""), (answer.StatusCode, await answer.Text()));
        }

        var webhook = await service.Send(TicketAgentsProcess.Body(TicketAgentsProcess.Ticket()));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"detail":"Queue unavailable, please retry"}"""), (webhook.StatusCode, await webhook.Text()));
    }

    private static Process Worker(string database, string broker, string latency) =>
        Start("--role", "worker", "--postgres", database, "--rabbitmq", broker, "--latency", latency, "--pool", "10");

    private static Process Start(params string[] args) => Process.Start(new ProcessStartInfo(
        "dotnet", [SampleProcess.File("TicketAgents"), .. args, "--urls", "http://127.0.0.1:0", "--exit-with-parent"])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    private static async Task<Uri> Address(Process process)
    {
        while (true)
        {
            var line = await process.StandardOutput.ReadLineAsync(Token) ?? throw new InvalidOperationException("The service ended.");
            if (Engine.ServiceOutput.FindAddress(line) is { } address)
            {
                return address;
            }
        }
    }

    private static async Task End(Process process)
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync(Token);
        Assert.Equal(0, process.ExitCode);
    }

    private static async Task<int> Count(string database, string status) =>
        (int)(long)(await PostgresServer.Execute(database, $"SELECT count(*) FROM enhancement_history WHERE status = '{status}'"))!;
}
