namespace AiGateway.Hosting;

/// <summary>One of the three services, put together: what a request passes through, and what answers it.</summary>
internal interface IRoleService : IAsyncDisposable
{
    void Map(WebApplication app);
}
