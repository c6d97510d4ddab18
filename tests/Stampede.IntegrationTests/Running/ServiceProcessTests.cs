using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Stampede.Engine;

namespace Stampede.IntegrationTests;

public sealed class ServiceProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_project_is_built_started_used_and_stopped()
    {
        await using var process = ServiceProcess.Project("../../../samples/ControlPlane", ["--latency", "1ms"], healthPath: "/health/ready");

        var address = await process.Start(Token);

        using (var client = new HttpClient { BaseAddress = address })
        {
            Assert.Contains("alive", await client.GetStringAsync("/health/live", Token), StringComparison.Ordinal);
        }

        await process.DisposeAsync();
        Assert.False(await Listens(address));
    }

    [Fact]
    public async Task A_project_that_does_not_build_says_what_the_compiler_said()
    {
        using var folder = new TemporaryFolder();
        folder.Write("Broken.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType></PropertyGroup>
            </Project>
            """);
        folder.Write("Program.cs", "return NoSuchThing;");

        var problem = await Assert.ThrowsAsync<LoadTestException>(() => ServiceProcess.Project(folder.Path).Start(Token));

        Assert.Contains("does not build", problem.Message, StringComparison.Ordinal);
        Assert.Contains("NoSuchThing", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new string[0], "was not found")]
    [InlineData(new[] { "A.csproj", "B.csproj" }, "2 projects")]
    public async Task A_folder_without_one_project_is_refused(string[] files, string reason)
    {
        using var folder = new TemporaryFolder();
        foreach (var file in files)
        {
            folder.Write(file, "");
        }

        var problem = await Assert.ThrowsAsync<LoadTestException>(() => ServiceProcess.Project(folder.Path).Start(Token));

        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
        Assert.Contains(folder.Path, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_ends_early_is_reported_with_its_output()
    {
        var process = ServiceProcess.Command("sh", ["-c", "echo one; echo two >&2; exit 3"]);

        var problem = await Assert.ThrowsAsync<LoadTestException>(() => process.Start(Token));

        Assert.Contains("exit code 3", problem.Message, StringComparison.Ordinal);
        Assert.Contains("  one", problem.Message, StringComparison.Ordinal);
        Assert.Contains("  two", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named()
    {
        var process = ServiceProcess.Command("no-such-program-anywhere");

        var problem = await Assert.ThrowsAsync<LoadTestException>(() => process.Start(Token));

        Assert.Contains("no-such-program-anywhere", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_never_ready_is_stopped_after_the_timeout()
    {
        var process = ServiceProcess.Command("sh", ["-c", "echo pid $$; sleep 600"], TimeSpan.FromSeconds(4));

        var problem = await Assert.ThrowsAsync<LoadTestException>(() => process.Start(Token));

        Assert.Contains("a line 'listening on http://…'", problem.Message, StringComparison.Ordinal);
        var pid = int.Parse(problem.Message.Split("pid ")[1].Split('\n')[0], CultureInfo.InvariantCulture);
        await Ends(pid);
    }

    [Fact]
    public async Task A_port_is_chosen_for_a_program_that_needs_one()
    {
        await using var process = ServiceProcess.Command(
            "dotnet",
            [ControlPlaneProcess.File, "--urls", "http://127.0.0.1:{port}"],
            healthPath: "/health/live");

        var address = await process.Start(Token);

        Assert.True(await Listens(address));
    }

    [Fact]
    public async Task Nothing_outlives_the_end_of_our_side_of_the_pipe()
    {
        // When we are killed the system closes the pipe; closing it is all that is done here. The program does not read its input.
        using var guard = Process.Start(ServiceGuard.Wrap(new("sh", ["-c", "sleep 600 & echo $! $$; wait"], "", null)))!;
        var pids = (await guard.StandardOutput.ReadLineAsync(Token))!.Split(' ').Select(int.Parse).ToArray();

        guard.StandardInput.Close();

        await guard.WaitForExitAsync(Token).WaitAsync(Patience, Token);
        await Ends(pids[0]);
        await Ends(pids[1]);
    }

    [Fact]
    public async Task A_program_that_does_not_want_to_stop_is_killed()
    {
        var process = ServiceProcess.Command("sh", ["-c", "trap '' TERM; echo $$ listening on http://127.0.0.1:1; while :; do sleep 1; done"]);
        await process.Start(Token);

        var watch = Stopwatch.StartNew();
        await process.DisposeAsync();

        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(4.5), Patience);
    }

    [Fact]
    public async Task The_service_leaves_Ctrl_C_to_its_parent()
    {
        using var service = Process.Start(new ProcessStartInfo("dotnet", [ControlPlaneProcess.File, "--urls", "http://127.0.0.1:0", "--exit-with-parent"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Uri? address = null;
        while (address is null)
        {
            address = ServiceOutput.FindAddress((await service.StandardOutput.ReadLineAsync(Token))!);
        }

        using (var kill = Process.Start("kill", ["-INT", $"{service.Id}"]))
        {
            await kill.WaitForExitAsync(Token);
        }

        await Task.Delay(500, Token);
        Assert.True(await Listens(address));
        service.StandardInput.Close();
        await service.WaitForExitAsync(Token).WaitAsync(Patience, Token);
        Assert.Equal(0, service.ExitCode);
    }

    [Fact]
    public async Task Starting_twice_is_a_mistake()
    {
        await using var process = ServiceProcess.Command("sh", ["-c", "echo listening on http://127.0.0.1:1; sleep 600"]);
        await process.Start(Token);

        await Assert.ThrowsAsync<InvalidOperationException>(() => process.Start(Token));
    }

    [Fact]
    public void A_timeout_of_zero_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ServiceProcess.Command("sh", startTimeout: TimeSpan.Zero));

    private static async Task<bool> Listens(Uri address)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, Token);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // Gone, or dead and not yet collected by whoever adopted it.
    private static async Task Ends(int pid)
    {
        var watch = Stopwatch.StartNew();
        while (File.Exists($"/proc/{pid}/stat") && !(await File.ReadAllTextAsync($"/proc/{pid}/stat", Token)).Contains(") Z ", StringComparison.Ordinal))
        {
            Assert.True(watch.Elapsed < Patience, $"Process {pid} is still there.");
            await Task.Delay(20, Token);
        }
    }
}
