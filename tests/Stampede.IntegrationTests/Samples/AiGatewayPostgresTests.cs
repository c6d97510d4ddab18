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
}
