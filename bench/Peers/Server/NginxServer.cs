using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Peers.Server;

/// <summary>One nginx worker that answers everything with 45 bytes, on free loopback ports, and counts what it answered.</summary>
internal sealed class NginxServer : IAsyncDisposable
{
    private const string Body = "Forty-five bytes, as many as a small answer.\\n";

    private readonly Process _process;
    private readonly HttpClient _status;

    private NginxServer(Process process, int http, int https, int status)
    {
        _process = process;
        Http = new Uri($"http://127.0.0.1:{http}/");
        Https = new Uri($"https://127.0.0.1:{https}/");
        _status = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{status}/") };
    }

    public Uri Http { get; }

    public Uri Https { get; }

    public static async Task<NginxServer> Start(string folder)
    {
        WriteCertificate(folder);
        var ports = FreePorts(3);
        var configuration = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(configuration, Configuration(folder, ports));
        var process = Process.Start(new ProcessStartInfo("nginx", ["-p", folder, "-c", configuration, "-e", Path.Combine(folder, "error.log")]))!;
        var server = new NginxServer(process, ports[0], ports[1], ports[2]);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await server.Status();
                return server;
            }
            catch (HttpRequestException) when (attempt < 100 && !process.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }

    /// <summary>What nginx says of itself; asking is one of the requests that it counts.</summary>
    public async Task<NginxStatus> Status()
    {
        var status = NginxStatus.Parse(await _status.GetStringAsync("/"));
        return status with { Connections = status.Connections - 1 }; // ours
    }

    public async ValueTask DisposeAsync()
    {
        using (var kill = Process.Start("kill", ["-QUIT", $"{_process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        _status.Dispose();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(2)))
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static string Configuration(string folder, int[] ports) => $$"""
        daemon off;
        worker_processes 1;
        worker_rlimit_nofile 20000;
        pid {{folder}}/nginx.pid;
        error_log {{folder}}/error.log crit;
        events { worker_connections 19000; }
        http {
          access_log off;
          keepalive_requests 1000000000;
          keepalive_timeout 600s;
          default_type text/plain;
          client_body_temp_path {{folder}}/body;
          proxy_temp_path {{folder}}/proxy;
          fastcgi_temp_path {{folder}}/fastcgi;
          uwsgi_temp_path {{folder}}/uwsgi;
          scgi_temp_path {{folder}}/scgi;
          server { listen 127.0.0.1:{{ports[0]}} backlog=16384; location / { return 200 "{{Body}}"; } }
          server {
            listen 127.0.0.1:{{ports[1]}} ssl backlog=16384;
            ssl_certificate {{folder}}/server.crt;
            ssl_certificate_key {{folder}}/server.key;
            location / { return 200 "{{Body}}"; }
          }
          server { listen 127.0.0.1:{{ports[2]}}; location / { stub_status; } }
        }
        """;

    private static void WriteCertificate(string folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        File.WriteAllText(Path.Combine(folder, "server.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "server.key"), key.ExportPkcs8PrivateKeyPem());
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        listeners.ForEach(listener => listener.Stop());
        return ports;
    }
}
