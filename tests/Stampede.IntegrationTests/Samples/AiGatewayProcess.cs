namespace Stampede.IntegrationTests;

/// <summary>The gateway, started as a process with all three services.</summary>
internal sealed class AiGatewayProcess : IAsyncDisposable
{
    private readonly SampleProcess _process;

    private AiGatewayProcess(SampleProcess process, Uri rag, Uri mcp)
    {
        _process = process;
        Gateway = process.Client();
        Rag = new() { BaseAddress = rag };
        Mcp = new() { BaseAddress = mcp };
    }

    public HttpClient Gateway { get; }

    public HttpClient Rag { get; }

    public HttpClient Mcp { get; }

    public static async Task<AiGatewayProcess> Start(params string[] args)
    {
        // A model that answers at once, unless a test says otherwise.
        string[] fast = [.. Unless("--first-token", "5ms"), .. Unless("--tokens-per-second", "10000")];
        var process = await SampleProcess.Start("AiGateway", [.. fast, .. args]);
        using var client = process.Client();
        var services = (await (await client.Get("/health")).Json()).GetProperty("services");
        return new(process, new(services.GetProperty("rag_service").GetString()!), new(services.GetProperty("mcp_server").GetString()!));

        string[] Unless(string option, string value) => args.Contains(option) ? [] : [option, value];
    }

    /// <summary>Calls a tool over plain HTTP.</summary>
    public async Task<System.Text.Json.JsonElement> Call(string tool, string arguments, string user, string? approval = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/tools/{tool}/call") { Content = new StringContent(arguments, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("X-User-ID", user);
        if (approval is not null)
        {
            request.Headers.Add("X-Approval-ID", approval);
        }

        var answer = await Mcp.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return await answer.Json();
    }

    public async ValueTask DisposeAsync()
    {
        Gateway.Dispose();
        Rag.Dispose();
        Mcp.Dispose();
        await _process.DisposeAsync();
    }
}
