namespace Stampede.IntegrationTests;

/// <summary>The control plane, started as a process.</summary>
internal sealed class ControlPlaneProcess : IAsyncDisposable
{
    private readonly SampleProcess _process;

    private ControlPlaneProcess(SampleProcess process) => _process = process;

    public static string File { get; } = SampleProcess.File("ControlPlane");

    public Uri Address => _process.Address;

    public static async Task<ControlPlaneProcess> Start(params string[] args) => new(await SampleProcess.Start("ControlPlane", args));

    /// <summary>A client with its own cookies.</summary>
    public HttpClient Client() => _process.Client();

    /// <summary>A client that is logged in.</summary>
    public async Task<HttpClient> LoggedIn(string username = "loadtest_user", string password = "test123")
    {
        var client = Client();
        var answer = await client.PostJson("/api/v1/auth/login", $$"""{"username":"{{username}}","password":"{{password}}"}""");
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return client;
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
