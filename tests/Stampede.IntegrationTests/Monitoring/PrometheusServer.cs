using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Stampede.IntegrationTests;

/// <summary>Debian's Prometheus on a free loopback port, with its own folder; it scrapes one target once a second.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private static readonly HttpClient Client = new();

    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;
    private readonly Uri _address;

    private PrometheusServer(Uri target)
    {
        // Between asking for a free port and taking it another process may get it: the start then fails, and says so.
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            _address = new Uri($"http://{listener.LocalEndpoint}");
        }

        var config = _folder.Write("prometheus.yml", $$"""
            global: { scrape_interval: 1s, scrape_timeout: 1s }
            scrape_configs:
              - job_name: stampede
                static_configs: [{ targets: ["{{target.Authority}}"] }]
            """);
        _process = Process.Start(new ProcessStartInfo(
            "prometheus",
            [$"--config.file={config}", $"--storage.tsdb.path={Path.Combine(_folder.Path, "data")}", $"--web.listen-address={_address.Authority}"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts it, and waits until it answers.</summary>
    public static async Task<PrometheusServer> Start(Uri target, CancellationToken cancellationToken)
    {
        var server = new PrometheusServer(target);
        using var period = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await period.WaitForNextTickAsync(cancellationToken))
        {
            if (server._process.HasExited)
            {
                throw new InvalidOperationException($"Prometheus ended with {server._process.ExitCode} in its start.");
            }

            try
            {
                using var ready = await Client.GetAsync(new Uri(server._address, "/-/ready"), cancellationToken);
                if (ready.IsSuccessStatusCode)
                {
                    break;
                }
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }
        }

        return server;
    }

    /// <summary>The values of a query, by the label that is asked for (empty where there is none).</summary>
    public async Task<Dictionary<string, double>> Query(string query, string label, CancellationToken cancellationToken)
    {
        using var json = JsonDocument.Parse(await Client.GetStringAsync(
            new Uri(_address, $"/api/v1/query?query={Uri.EscapeDataString(query)}"), cancellationToken));
        return json.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().ToDictionary(
            r => r.GetProperty("metric").TryGetProperty(label, out var value) ? value.GetString()! : "",
            r => double.Parse(r.GetProperty("value")[1].GetString()!, System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>What it says of a query; <c>success</c> where it understands it.</summary>
    public async Task<string> Check(string query, CancellationToken cancellationToken)
    {
        var json = await (await Client.GetAsync(new Uri(_address, $"/api/v1/query?query={Uri.EscapeDataString(query)}"), cancellationToken))
            .Content.ReadAsStringAsync(cancellationToken);
        return json.Contains("\"status\":\"success\"") ? "success" : $"{query}: {json}";
    }

    /// <summary>What went wrong with the target; empty where nothing did.</summary>
    public async Task<string> LastError(CancellationToken cancellationToken)
    {
        using var json = JsonDocument.Parse(await Client.GetStringAsync(new Uri(_address, "/api/v1/targets"), cancellationToken));
        return json.RootElement.GetProperty("data").GetProperty("activeTargets")[0].GetProperty("lastError").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }
}
