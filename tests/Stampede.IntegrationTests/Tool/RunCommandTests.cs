using System.Diagnostics;

namespace Stampede.IntegrationTests;

/// <summary><c>stampede run</c> with real files, processes and signals.</summary>
public sealed class RunCommandTests : IDisposable
{
    private static readonly string Tool = Path.Combine(
        Repository.Root, "src", "Stampede.Tool", "bin", Repository.Configuration, "net10.0", "Stampede.Tool.dll");

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Arguments_and_exit_code_pass_through()
    {
        var file = _folder.Write("echo.cs", """
            #:property PublishAot=false
            Console.WriteLine(string.Join('|', args));
            return 42;
            """);
        var run = await Command.Run("dotnet", [Tool, "run", file, "-u", "5", "--help", "a b"]);
        Assert.Equal("-u|5|--help|a b", run.Output.Trim());
        Assert.Equal(42, run.ExitCode);
    }

    [Fact]
    public async Task A_file_that_does_not_compile_is_a_wrong_load_test_and_no_failed_request()
    {
        var file = _folder.Write("wrong.cs", """
            #:property PublishAot=false
            return Nothing;
            """);
        var run = await Command.Run("dotnet", [Tool, "run", file]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("CS0103", run.Errors);
        Assert.Contains("cannot be built", run.Errors);
    }

    [Fact]
    public async Task Signals_stop_the_run_which_is_judged_and_a_further_Ctrl_C_ends_it_at_once()
    {
        var file = _folder.Write("stubborn.cs", $$"""
            #:project {{Repository.Root}}/src/Stampede/Stampede.csproj
            #:property PublishAot=false
            using Stampede;

            return await new LoadTest { Host = "http://127.0.0.1:9" }.Run(args);

            sealed class Quick : User
            {
                public override WaitTime WaitTime => WaitTime.Constant(0.1);

                [Task]
                public ValueTask Nothing() => ValueTask.CompletedTask;
            }

            sealed class Stubborn : User
            {
                [Task]
                public async ValueTask Sleep() => await Task.Delay(TimeSpan.FromMinutes(10));
            }
            """);

        // SIGTERM reaches the command alone, which hands it on.
        using var stopped = Start("dotnet", Tool, "run", file, "--no-results", "Quick");
        await Line(stopped, "users");
        await Signal(stopped, "TERM");
        Assert.Contains("interrupted", await stopped.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        await stopped.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(4, stopped.ExitCode); // no request was made

        // Ctrl-C reaches the load test by itself.
        using var killed = Start(await LoadTestProgram.Build(file), "--no-results", "--stop-timeout", "10m", "Stubborn");
        await Line(killed, "users");
        await Signal(killed, "INT");
        while (await killed.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.Contains("Stopping"))
        {
        }

        Assert.False(killed.HasExited);
        await Signal(killed, "INT");
        await killed.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(130, killed.ExitCode);
    }

    public void Dispose() => _folder.Dispose();

    private static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static async Task Line(Process process, string text)
    {
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains(text))
            {
                return;
            }
        }

        Assert.Fail($"It ended without printing '{text}': {await process.StandardError.ReadToEndAsync()}");
    }

    private static Task<Command> Signal(Process process, string signal) => Command.Run("kill", [$"-{signal}", $"{process.Id}"]);
}
