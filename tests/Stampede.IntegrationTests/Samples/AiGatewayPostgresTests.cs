using System.Net;

namespace Stampede.IntegrationTests;

public sealed class AiGatewayPostgresTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    [Fact]
    public async Task Documents_in_PostgreSQL_outlive_the_service()
    {
        var connection = await server.CreateDatabase();
        await using (var process = await AiGatewayProcess.Start("--postgres", connection))
        {
            var indexed = await process.Rag.PostAsync("/index?collection=kept&path=collection_4", null, TestContext.Current.CancellationToken);
            Assert.InRange((await indexed.Json()).GetProperty("chunks").GetInt32(), 10, 100);
        }

        await using var again = await AiGatewayProcess.Start("--postgres", connection);
        var answer = await (await again.Rag.PostJson("/query", """{"query":"the queue","collection":"kept"}""")).Json();

        Assert.Equal(4, answer.GetProperty("context").GetArrayLength());
        Assert.Contains("db_connection_pool_size 20", await (await again.Rag.Get("/metrics")).Text());
    }

    [Fact]
    public async Task What_could_not_be_kept_is_a_503_and_kept_the_next_time()
    {
        var connection = await server.CreateDatabase();
        await using (var process = await AiGatewayProcess.Start("--postgres", connection))
        {
            await server.Stop();
            var refused = await process.Rag.PostAsync("/index?collection=later&path=collection_4", null, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(30), refused.Headers.RetryAfter!.Delta);
            await server.Start();
            var indexed = await process.Rag.PostAsync("/index?collection=later&path=collection_4", null, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, indexed.StatusCode);
        }

        Assert.InRange((long)(await PostgresServer.Execute(connection, "SELECT count(*) FROM rag_chunks WHERE collection = 'later'"))!, 10, 100);
    }
}
