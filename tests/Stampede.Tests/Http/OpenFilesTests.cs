using System.Diagnostics;
using Stampede.Engine;
using Stampede.Metrics;

namespace Stampede.Tests;

/// <summary>Too few file descriptors. Each test runs itself again in a process of its own, whose limit is low.</summary>
public sealed class OpenFilesTests
{
    private const string Marker = "STAMPEDE_TESTS_FEW_FILES";
    private const int Limit = 256;

    [Theory]
    [BothTransports]
    public async Task A_request_that_finds_no_descriptor_fails_by_that_name_and_the_next_one_works(Transport transport)
    {
        if (await RunsInProcessOfItsOwn())
        {
            return;
        }

        await using var server = WireServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        await using var user = new WireUser(transport, server.Url, new HttpOptions { KeepAlive = false });
        Assert.Equal("ok", (await user.Get()).Text);
        await user.UntilOpenSocketsAre(0);
        var files = new List<FileStream>();
        WireOutcome? without = null;
        await user.Run(async http =>
        {
            try
            {
                while (true)
                {
                    files.Add(new FileStream("/dev/null", FileMode.Open));
                }
            }
            catch (IOException)
            {
                // That was the last one.
            }

            var response = await http.Get("/");
            foreach (var file in files)
            {
                file.Dispose();
            }

            without = WireOutcome.Of(response);
        });
        Assert.InRange(files.Count, 10, Limit);
        Assert.Equal(FailureKind.TooManyOpenFiles, without!.Kind);
        Assert.Contains("ulimit", without.Reason, StringComparison.Ordinal);
        Assert.Equal("ok", (await user.Get()).Text);
        Assert.Equal((3, 1), (user.Total.Settled, user.Total.Failed));
    }

    [Fact]
    public async Task More_users_than_descriptors_are_refused_with_both_numbers()
    {
        if (await RunsInProcessOfItsOwn())
        {
            return;
        }

        Assert.Equal(Limit, OpenFileLimit.Read());
        var test = new LoadTest { Host = "http://127.0.0.1:1", Load = Load.Users(Limit), Users = [typeof(Idle)] };
        var exception = await Assert.ThrowsAsync<LoadTestException>(() => test.Run());
        Assert.Contains(exception.Problems, problem =>
            problem.Contains($"{Limit} users", StringComparison.Ordinal) && problem.Contains($"may have {Limit}", StringComparison.Ordinal));
    }

    /// <summary>True in the process that started: the other one has passed.</summary>
    private static async Task<bool> RunsInProcessOfItsOwn()
    {
        if (Environment.GetEnvironmentVariable(Marker) is not null)
        {
            return false;
        }

        var method = TestContext.Current.TestMethod!;
        var start = new ProcessStartInfo("/bin/bash", ["-c", $"ulimit -n {Limit}; exec \"$0\" \"$@\"", Environment.ProcessPath!])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(OpenFilesTests).Assembly.Location);
        }

        start.ArgumentList.Add("--filter-method");
        start.ArgumentList.Add($"{method.TestClass.TestClassName}.{method.MethodName}");
        start.Environment[Marker] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var hanging = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await using var killing = hanging.Token.Register(process.Kill);
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await output + await errors);
        return true;
    }

    private sealed class Idle : User
    {
        [Task]
        public ValueTask Nothing() => Wait(1);
    }
}
