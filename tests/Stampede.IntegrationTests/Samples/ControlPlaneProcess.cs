namespace Stampede.IntegrationTests;

/// <summary>The sample service's built output, started as a process.</summary>
internal sealed class ControlPlaneProcess : IAsyncDisposable
{
    private readonly ServiceProcess _process;

    private ControlPlaneProcess(ServiceProcess process, Uri address) => (_process, Address) = (process, address);

    public static string File =>
        Path.Combine(Repository.Root, "samples", "ControlPlane", "bin", Repository.Configuration, "net10.0", "ControlPlane.dll");

    public Uri Address { get; }

    public static async Task<ControlPlaneProcess> Start(params string[] args)
    {
        var process = ServiceProcess.Command("dotnet", [File, .. args, "--urls", "http://127.0.0.1:0", "--exit-with-parent"]);
        return new(process, await process.Start(TestContext.Current.CancellationToken));
    }

    /// <summary>A client with its own cookies.</summary>
    public HttpClient Client() => new() { BaseAddress = Address };

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
