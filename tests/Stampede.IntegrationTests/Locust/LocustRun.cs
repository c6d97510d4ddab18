using System.ComponentModel;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Stampede.IntegrationTests;

/// <summary>A short headless run of the installed Locust against a server of our own, once for all tests.</summary>
public sealed class LocustRun : IAsyncLifetime
{
    private const string Script = """
        import locust.stats
        from locust import HttpUser, task, constant

        locust.stats.CSV_STATS_FLUSH_INTERVAL_SEC = 0  # else the history reaches the disk every ten seconds only, and never at the end

        class Shop(HttpUser):
            wait_time = constant(0.05)

            @task(3)
            def ok(self):
                self.client.get("/b")

            @task
            def post(self):
                self.client.post("/b", data="x")

            @task
            def missing(self):
                self.client.get("/missing", name='/a "quoted", name')

            @task
            def declared(self):
                with self.client.get("/b", name="/c", catch_response=True) as response:
                    response.failure('said "no", twice')

            @task
            def boom(self):
                raise ValueError('boom, "quoted"')
        """;

    private readonly TemporaryFolder _folder = new();

    internal LocustFiles Files => new(Path.Combine(_folder.Path, "locust"));

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        server.MapGet("/b", () => "hello");
        server.MapPost("/b", () => TypedResults.Text("made", statusCode: 201));
        await server.StartAsync();
        await Locust(_folder.Write("locustfile.py", Script), server.Urls.Single());
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task Locust(string script, string host)
    {
        var start = new ProcessStartInfo(
            "locust", ["-f", script, "--headless", "-u", "5", "-r", "5", "-t", "6s", "-H", host, "--csv", "locust", "--csv-full-history", "--only-summary"])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        try
        {
            using var locust = Process.Start(start)!;
            var output = locust.StandardOutput.ReadToEndAsync();
            var errors = locust.StandardError.ReadToEndAsync();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
            try
            {
                await locust.WaitForExitAsync(patience.Token);
            }
            finally
            {
                locust.Kill(entireProcessTree: true);
            }

            Assert.True(File.Exists(Path.Combine(_folder.Path, "locust_stats.csv")), await output + await errors);
        }
        catch (Win32Exception)
        {
            Assert.Fail("Locust is missing: apt-get install python3-locust (./test does it).");
        }
    }
}
