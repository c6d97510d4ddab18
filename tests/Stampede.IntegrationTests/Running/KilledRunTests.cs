using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Stampede.Results;

namespace Stampede.IntegrationTests;

/// <summary>A run whose process is killed: its folder still tells all but the last two seconds.</summary>
public sealed class KilledRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_killed_run_can_still_be_summed_up()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var answered = 0;
        _ = Serve(server, () => Interlocked.Increment(ref answered), cancellation);
        var file = _folder.Write("killed.cs", $$"""
            #:project {{Repository.Root}}/src/Stampede/Stampede.csproj
            #:property PublishAot=false
            using Stampede;

            return await new LoadTest().Run(args);

            sealed class Steady : HttpUser
            {
                public override WaitTime WaitTime => WaitTime.Pacing(0.05);

                [Task]
                public async ValueTask Page() => await Http.Get("/page");
            }
            """);
        var results = Path.Combine(_folder.Path, "results");
        using var process = Process.Start(new ProcessStartInfo(
            await LoadTestProgram.Build(file), ["-H", $"http://{server.LocalEndpoint}", "-u", "5", "-r", "5", "--headless", "--results", results])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

        // Until five seconds are written, however long that takes here; then it is killed at once.
        var folder = await Written(results, seconds: 5, cancellation);
        var before = Volatile.Read(ref answered);
        process.Kill();
        await process.WaitForExitAsync(cancellation);

        var result = await RunFolderReader.Open(folder, cancellation);
        Assert.Equal(RunEnding.None, result.Ending);
        Assert.Null(result.Verdict);
        Assert.Contains(result.Notes, n => n.Id == "RUN-NOT-ENDED");
        var settled = result.Total().Settled;
        Assert.True(settled >= before - 2 * 5 * 20 && settled > 0, $"{settled} of {before} answered requests are in the folder: more than two seconds are lost.");
        Assert.True(result.Duration >= TimeSpan.FromSeconds(5) * 0.9, $"Only {result.Duration} are in the folder.");

        var shown = await Command.Run("dotnet", [
            Path.Combine(Repository.Root, "src", "Stampede.Tool", "bin", Repository.Configuration, "net10.0", "Stampede.Tool.dll"), "runs", "show", folder]);
        Assert.Equal(0, shown.ExitCode);
        Assert.Contains("GET /page", shown.Output);
        Assert.Contains("killed", shown.Output);
    }

    private static async Task<string> Written(string results, int seconds, CancellationToken cancellationToken)
    {
        using var period = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await period.WaitForNextTickAsync(cancellationToken))
        {
            if (Directory.Exists(results) && Directory.GetDirectories(results) is [var folder]
                && Path.Combine(folder, "intervals.jsonl") is var file && File.Exists(file)
                && File.ReadAllText(file).Count(c => c == '\n') >= seconds) // whole lines: the last one may be half written
            {
                return folder;
            }
        }

        throw new OperationCanceledException(cancellationToken);
    }

    private static async Task Serve(TcpListener server, Action answered, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            _ = Answer(await server.AcceptTcpClientAsync(cancellationToken));
        }

        async Task Answer(TcpClient client)
        {
            using var owned = client;
            var stream = client.GetStream();
            var buffer = new byte[4096];
            while (await stream.ReadAsync(buffer, cancellationToken) > 0)
            {
                answered();
                await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"), cancellationToken);
            }
        }
    }
}
