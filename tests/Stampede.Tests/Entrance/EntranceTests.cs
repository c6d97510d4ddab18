using System.Text.Json;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class EntranceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stampede-entrance-").FullName;

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task The_exit_code_is_the_results(int code)
    {
        var run = new PlayedRun { Result = PrintedRuns.Passed() with { ExitCode = code } };
        Assert.Equal(code, await run.Run());
    }

    [Fact]
    public async Task Options_reach_the_run()
    {
        var run = new PlayedRun();
        await run.Run("-u", "100", "-r", "5", "-t", "1m", "-s", "3", "--seed", "7", "--threshold", "p(99) < 1s", "--loops", "2", "--start-retries", "1",
            "--trust-any-certificate", "--exit-code-on-error", "9", "-H", "http://a", "Second");
        var options = run.Options!;
        Assert.Equal((100, 5.0, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(3)), (options.Users, options.SpawnRate, options.RunTime, options.StopTimeout));
        Assert.Equal((7ul, 2, 1, true, 9, "http://a"), (options.Seed, options.Loops, options.StartRetries, options.TrustAnyCertificate, options.ExitCodeOnError, options.Host));
        Assert.Equal(["p(99) < 1s"], options.Thresholds);
        Assert.Equal(["Second"], options.Classes);
        Assert.Equal("100", options.Overrides["users"]);
    }

    [Fact]
    public async Task Without_options_nothing_is_changed()
    {
        var run = new PlayedRun();
        await run.Run();
        Assert.Null(run.Options!.TrustAnyCertificate);
        Assert.Null(run.Options.StopTimeout);
        Assert.Empty(run.Options.Overrides);
    }

    [Fact]
    public async Task Mistakes_are_printed_together_and_nothing_is_run()
    {
        var run = new PlayedRun();
        Assert.Equal(2, await run.Run("-u", "0", "Third"));
        Assert.Null(run.Options);
        Assert.Equal("", run.Out);
        Assert.Contains("error: --users is '0'", run.Error);
        Assert.Contains("error: 'Third' names no user class; there are: First, Second.", run.Error);
    }

    [Fact]
    public async Task Problems_of_the_load_test_are_printed_together()
    {
        var run = new PlayedRun { Throws = () => new LoadTestException(["There is no host.", "First has no task."]) };
        Assert.Equal(2, await run.Run());
        Assert.Equal("error: There is no host.\nerror: First has no task.\n", run.Error);
    }

    [Fact]
    public async Task An_error_in_Stampede_has_its_own_code()
    {
        var run = new PlayedRun { Throws = () => new InvalidCastException("broken") };
        Assert.Equal(7, await run.Run());
        Assert.Contains("broken", run.Error);
    }

    [Fact]
    public async Task Classes_are_listed()
    {
        var run = new PlayedRun();
        Assert.Equal(0, await run.Run("--list"));
        Assert.Equal("First\nSecond\n", run.Out);
    }

    [Fact]
    public async Task A_file_without_classes_has_nothing_to_list()
    {
        var run = new PlayedRun { Test = new LoadTest() };
        Assert.Equal(2, await run.Run("--list"));
        Assert.Contains("no user class", run.Error);
    }

    [Theory]
    [InlineData("--version", "Stampede 1.")]
    [InlineData("-V", "Stampede 1.")]
    [InlineData("--help", "Usage: dotnet run")]
    public async Task Help_and_version_end_with_zero_even_beside_mistakes(string option, string printed)
    {
        var run = new PlayedRun();
        Assert.Equal(0, await run.Run("-u", "0", option));
        Assert.StartsWith(printed, run.Out);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task Where_there_is_no_terminal_a_line_is_printed_every_two_seconds()
    {
        var run = new PlayedRun();
        await run.Run("--headless");
        var lines = run.Out.Split('\n');
        Assert.Equal("00:00:02  50/100 users  100.0 req/s  0 failures/s  p50 13.8 p95 15.2 p99 15.3 ms  200 requests, 0 failed", lines[0]);
        Assert.Equal("00:00:04  100/100 users  100.0 req/s  0 failures/s  p50 13.8 p95 15.2 p99 15.3 ms  400 requests, 0 failed", lines[1]);
        Assert.Equal("", lines[2]);
        Assert.DoesNotContain("\u001b", run.Out);
        Assert.Contains("PASSED  The threshold holds.", run.Out);
    }

    [Fact]
    public async Task With_print_stats_the_table_is_printed_every_two_seconds()
    {
        var run = new PlayedRun { IsTerminal = true };
        await run.Run("--print-stats");
        Assert.Null(run.Redirected);

        var plain = new PlayedRun();
        await plain.Run("--print-stats");
        Assert.Equal(2, plain.Out.Split("  req/s  failures/s\n").Length - 1);
    }

    [Fact]
    public async Task Only_the_summary_is_printed_where_that_is_asked_for()
    {
        var run = new PlayedRun();
        await run.Run("-q");
        Assert.StartsWith("\ndeployments  http://localhost:8000", run.Out);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task The_log_goes_to_standard_error_from_its_level_on()
    {
        var run = new PlayedRun { Result = PrintedRuns.Failed() };
        await run.Run();
        Assert.Matches(@"^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\] \S+/INFO/stampede: Running deployments against http://localhost:8000: 100 users", run.Error);
        Assert.Contains("/INFO/stampede: All 100 users spawned: DeploymentUser 100\n", run.Error);
        Assert.Contains("/ERROR/stampede: BLOCKED-LOOP: ", run.Error);

        var quiet = new PlayedRun { Result = PrintedRuns.Failed() };
        await quiet.Run("-L", "error");
        Assert.DoesNotContain("INFO", quiet.Error);
        Assert.DoesNotContain("WARNING", quiet.Error);
        Assert.Contains("/ERROR/", quiet.Error);

        var silent = new PlayedRun { Result = PrintedRuns.Failed() };
        await silent.Run("--skip-log-setup");
        Assert.Equal("", silent.Error);
    }

    [Fact]
    public async Task A_log_file_is_appended_to()
    {
        var path = Path.Combine(_folder, "run.log");
        File.WriteAllText(path, "before\n");
        var run = new PlayedRun();
        await run.Run("--logfile", path);
        Assert.Equal("", run.Error);
        var log = File.ReadAllText(path);
        Assert.StartsWith("before\n", log);
        Assert.Contains("The run ended after 5 min: completed", log);
        Assert.Contains(path, run.Out);
    }

    [Fact]
    public async Task A_log_file_that_cannot_be_made_ends_it_before_the_run()
    {
        var run = new PlayedRun();
        Assert.Equal(7, await run.Run("--logfile", Path.Combine(_folder, "missing", "run.log")));
        Assert.Null(run.Options);
        Assert.Contains("missing", run.Error);
    }

    [Fact]
    public async Task A_results_folder_that_cannot_be_made_ends_it_before_the_run()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        var run = new PlayedRun();
        Assert.Equal(7, await run.Run("--results", file));
        Assert.Null(run.Options);
    }

    [Fact]
    public async Task The_run_folder_is_written_and_named()
    {
        var run = new PlayedRun { Result = PrintedRuns.Passed() with { Folder = null } };
        Assert.Equal(0, await run.Run("--results", Path.Combine(_folder, "results")));
        var folder = Assert.Single(Directory.GetDirectories(Path.Combine(_folder, "results")));
        Assert.Contains($"Run folder  {folder}", run.Out.ReplaceLineEndings("\n"));
        Assert.Equal(42ul, (await RunFolderReader.Open(folder)).Plan.Seed);
    }

    [Fact]
    public async Task Locusts_CSV_files_are_written_and_named()
    {
        var run = new PlayedRun();
        Assert.Equal(0, await run.Run("--csv", Path.Combine(_folder, "csv", "scenario1"), "--csv-full-history"));
        Assert.Equal(
            ["scenario1_exceptions.csv", "scenario1_failures.csv", "scenario1_stats.csv", "scenario1_stats_history.csv"],
            Directory.GetFiles(Path.Combine(_folder, "csv")).Select(Path.GetFileName).Order());
        Assert.Contains("scenario1_stats.csv and 3 more", run.Out);
    }

    [Theory]
    [InlineData("--csv")]
    [InlineData("--json-file")]
    public async Task Files_that_cannot_be_made_end_it_before_the_run(string option)
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "");
        var run = new PlayedRun();
        Assert.Equal(7, await run.Run(option, Path.Combine(_folder, "file", "x")));
        Assert.Null(run.Options);
        Assert.StartsWith("error: ", run.Error);
    }

    [Fact]
    public async Task A_service_that_must_be_started_first_is_announced()
    {
        var test = new LoadTest { Users = [typeof(string)], Service = ServiceProcess.Command("none") };
        var run = new PlayedRun { Test = test };
        await run.Run();
        Assert.StartsWith("Starting the service of the load test", run.Error);

        var elsewhere = new PlayedRun { Test = test };
        await elsewhere.Run("-H", "http://localhost");
        Assert.DoesNotContain("Starting the service", elsewhere.Error);
    }

    [Fact]
    public async Task Json_has_standard_output_for_itself()
    {
        var run = new PlayedRun();
        Assert.Equal(0, await run.Run("--json", "--json-file", Path.Combine(_folder, "stats")));
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(2, json.RootElement.GetArrayLength());
        Assert.Contains("PASSED", run.Error);
        Assert.Equal(run.Out.TrimEnd(), File.ReadAllText(Path.Combine(_folder, "stats.json")));
    }

    [Fact]
    public async Task On_a_terminal_the_view_is_drawn_and_gone_at_the_end()
    {
        var run = new PlayedRun { IsTerminal = true, EachSecond = r => r.Redirected!.WriteLine("printed by the test") };
        await run.Run();
        Assert.Contains("100 of 100 users", run.Out);
        Assert.Contains("printed by the test", run.Out);
        Assert.Equal("", run.Error);
        Assert.True(run.Out.LastIndexOf("\u001b[?25h", StringComparison.Ordinal) > run.Out.LastIndexOf("requests/s", StringComparison.Ordinal), "the cursor is not back");
        Assert.True(run.Out.LastIndexOf("PASSED", StringComparison.Ordinal) > run.Out.LastIndexOf("\u001b[?25h", StringComparison.Ordinal));
        Assert.IsType<StringWriter>(run.Redirected);
    }

    [Fact]
    public async Task The_first_signal_stops_the_run_and_the_second_ends_the_process()
    {
        var run = new PlayedRun
        {
            Result = PrintedRuns.Failed(),
            EachSecond = r =>
            {
                if (!r.Token.IsCancellationRequested)
                {
                    r.Signals!.Interrupt();
                    Assert.Empty(r.Exits);
                }
            },
        };
        Assert.Equal(3, await run.Run());
        Assert.True(run.Token.IsCancellationRequested);
        Assert.Contains("interrupted", run.Out);
        Assert.Contains("Stopping", run.Error);

        run.Signals!.Interrupt();
        run.Signals.Interrupt();
        Assert.Equal([130], run.Exits);
    }

    [Fact]
    public async Task A_further_SIGTERM_says_nothing_new_and_a_Ctrl_C_after_it_ends_the_process()
    {
        var run = new PlayedRun();
        await run.Run();
        run.Signals!.Terminate();
        Assert.True(run.Signals.Token.IsCancellationRequested);
        run.Signals.Terminate();
        Assert.Empty(run.Exits);
        run.Signals.Interrupt();
        Assert.Equal([130], run.Exits);
    }

    [Fact]
    public async Task A_signal_before_the_run_began_leaves_no_result()
    {
        PlayedRun? run = null;
        run = new PlayedRun
        {
            Throws = () =>
            {
                run!.Signals!.Interrupt();
                return new OperationCanceledException();
            },
        };
        Assert.Equal(4, await run.Run());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
