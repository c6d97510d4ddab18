namespace Stampede.IntegrationTests;

/// <summary>A sample's built output, started as a process on a free port.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private readonly ServiceProcess _process;

    private SampleProcess(ServiceProcess process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>The program of a sample, which is named as its folder.</summary>
    public static string File(string sample) =>
        Path.Combine(Repository.Root, "samples", sample, "bin", Repository.Configuration, "net10.0", $"{sample}.dll");

    public static async Task<SampleProcess> Start(string sample, params string[] args)
    {
        var process = ServiceProcess.Command("dotnet", [File(sample), .. args, "--urls", "http://127.0.0.1:0", "--exit-with-parent"]);
        return new(process, await process.Start(TestContext.Current.CancellationToken));
    }

    /// <summary>A client with its own cookies.</summary>
    public HttpClient Client() => new() { BaseAddress = Address };

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
