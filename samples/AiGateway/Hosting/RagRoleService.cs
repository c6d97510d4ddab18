using AiGateway.Answers;
using AiGateway.Peers;
using AiGateway.Rag;

namespace AiGateway.Hosting;

/// <summary>rag_service: questions, answered from documents by the model behind api_gateway.</summary>
internal sealed class RagRoleService : IRoleService
{
    private readonly AiGatewayOptions _options;
    private readonly IChunkTable? _table;
    private readonly DocumentFolder _documents;
    private readonly RagService _rag;

    private RagRoleService(AiGatewayOptions options, IChunkTable? table, PeerAddresses peers, HttpClient client)
    {
        (_options, _table) = (options, table);
        _documents = new DocumentFolder(options.Seed);
        _rag = new RagService(
            new VectorStore(table, options.Down == RagHealth.Qdrant), _documents, new QueryCache(options.CacheTimeToLive, TimeProvider.System), new Peer(peers, Role.ApiGateway, client));
    }

    /// <summary>Opens its database, where it has one, and fills its collections.</summary>
    public static async Task<RagRoleService> Make(AiGatewayOptions options, PeerAddresses peers, HttpClient client)
    {
        var service = new RagRoleService(options, options.Postgres is { } connection ? await PostgresChunkTable.Open(connection, options.PostgresPool) : null, peers, client);
        await service._rag.Store.Load(CancellationToken.None);
        for (var collection = 1; collection <= DocumentFolder.Collections; collection++)
        {
            var name = DocumentFolder.NameOf(collection);
            await service._rag.Index(name, name, CancellationToken.None);
        }

        return service;
    }

    public void Map(WebApplication app)
    {
        var clock = TimeProvider.System;
        var metrics = new RagMetrics();
        var log = new QueryLog(clock);
        var health = new RagHealth(_rag, _options.Down, clock);

        Pipeline.Use(app, _options, new DetailShape(), text => metrics.Write(text, _rag.Store, _rag.Cache));
        health.Map(app);
        new RagEndpoints(_rag, log, metrics, health).Map(app);
        new RagMaintenance(_rag, log).Map(app);
    }

    public async ValueTask DisposeAsync()
    {
        _documents.Dispose();
        if (_table is not null)
        {
            await _table.DisposeAsync();
        }
    }
}
