using System.Text.RegularExpressions;
using Stampede.Engine;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Suites from their file to their reports, in a world where load tests take no time.</summary>
public sealed partial class SuiteCommandTests : IDisposable
{
    private static readonly SuiteClock Clock = new();

    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };
    private readonly FakeSuiteHost _host = new();
    private StopSignals? _signals;

    [Fact]
    public async Task Tests_run_in_order_with_checks_and_pauses_and_go_on_after_a_failure()
    {
        Write("""
            health: http://localhost/health
            cool_down: 30s
            tests: [a.cs, b.cs, { name: c, file: a.cs, users: 5, environment: { X: y } }]
            """);
        _host.Results["b.cs"] = PrintedRuns.Failed;
        Assert.Equal(3, await Run());
        Assert.Equal(
            [
                "build a.cs", "build b.cs",
                "ask http://localhost/health",
                "ask http://localhost/health", "run a.cs",
                "wait 30 s", "ask http://localhost/health", "run b.cs",
                "wait 30 s", "ask http://localhost/health", "run a.cs --users=5 X=y",
            ],
            _host.Log);
        Assert.Contains("FAILED  2 passed, 1 failed of 3 tests. Exit code 3.", _out.ToString());
    }

    [Fact]
    public async Task A_system_that_is_not_healthy_is_tried_again_and_then_left_alone()
    {
        Write("""
            tests:
              - { file: a.cs, health: { url: http://localhost/health, retries: 1, every: 2s } }
              - b.cs
            """);
        _host.Health.Enqueue("answers 503 instead of 200");
        _host.Health.Enqueue("answers 503 instead of 200");
        Assert.Equal(4, await Run());
        Assert.Equal(["build a.cs", "build b.cs", "ask http://localhost/health", "wait 2 s", "ask http://localhost/health", "run b.cs"], _host.Log);
        Assert.Contains("a: NOT RUN. Health check: http://localhost/health answers 503 instead of 200 (2 tries).", _out.ToString());
    }

    [Fact]
    public async Task Where_the_suite_itself_is_not_healthy_nothing_is_run()
    {
        Write("health: { url: http://localhost/health, retries: 0 }\ntests: [a.cs, b.cs]");
        _host.Health.Enqueue("does not answer");
        Assert.Equal(4, await Run());
        Assert.DoesNotContain(_host.Log, l => l.StartsWith("run"));
        Assert.Contains("INCOMPLETE  2 not run of 2 tests.", _out.ToString());
    }

    [Fact]
    public async Task Services_are_started_before_and_stopped_after_and_their_addresses_are_known()
    {
        Write("""
            services:
              - { name: api, project: ., args: [--x] }
              - { name: worker, command: [worker, "${api}"], restart: true }
            host: ${api}
            tests: [a.cs, b.cs, { name: c, file: a.cs, services: api }]
            """);
        Assert.Equal(0, await Run());
        var api = _host.Log.First(l => l.StartsWith("run a.cs --host=", StringComparison.Ordinal)).Split('=')[1];
        Assert.Equal(
            [
                "build a.cs", "build b.cs", "start api --x", $"start worker worker {api}", $"run a.cs --host={api}", "stop worker",
                $"start worker worker {api}", $"run b.cs --host={api}", $"run a.cs --host={api}", "stop worker", "stop api",
            ],
            _host.Log);
    }

    [Fact]
    public async Task Variables_of_the_environment_are_filled_in_where_they_are_used()
    {
        Environment.SetEnvironmentVariable("SUITE_TEST_DATABASE", "Host=localhost");
        Write("""
            services:
              - { name: api, project: ., args: [--postgres, "${env:SUITE_TEST_DATABASE}"] }
            tests: [{ file: a.cs, host: "${api}", environment: { X: "<${env:SUITE_TEST_DATABASE}>" } }]
            """);
        Assert.Equal(0, await Run());
        Assert.Contains("start api --postgres Host=localhost", _host.Log);
        Assert.Contains(_host.Log, l => l.StartsWith("run a.cs", StringComparison.Ordinal) && l.EndsWith("X=<Host=localhost>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_variable_that_is_not_set_is_a_mistake_of_what_would_run()
    {
        Write("""
            services:
              - { name: api, project: ., args: ["${env:SUITE_TEST_UNSET}"], restart: true }
            tests:
              - { file: a.cs, host: "${env:SUITE_TEST_HOST}" }
              - { file: b.cs, services: [] }
            """);
        Assert.Equal(2, await Run());
        Assert.DoesNotContain(_host.Log, l => l.StartsWith("start", StringComparison.Ordinal) || l.StartsWith("run", StringComparison.Ordinal));
        Assert.Contains(":2: ${env:SUITE_TEST_UNSET}: the environment variable 'SUITE_TEST_UNSET' is not set.", _error.ToString());
        Assert.Contains(":4: ${env:SUITE_TEST_HOST}: the environment variable 'SUITE_TEST_HOST' is not set.", _error.ToString());
        Assert.Equal(0, await Run("--only", "b"));
    }

    [Fact]
    public async Task A_service_that_does_not_start_is_said_and_what_ran_is_stopped()
    {
        Write("services: [{ name: api, command: x }, { name: worker, command: y }]\ntests: [a.cs]");
        _host.Broken.Add("worker");
        Assert.Equal(2, await Run());
        Assert.Equal(["build a.cs", "start api x", "start worker y", "stop api"], _host.Log);
        Assert.Contains("NOT RUN. The service worker ended", _out.ToString());
    }

    [Fact]
    public async Task Only_some_can_be_run_at_another_length()
    {
        Write("tests: [a.cs, b.cs]");
        Assert.Equal(0, await Run("--only", "b", "--quick"));
        Assert.Equal(["build b.cs", "run b.cs --scale-to=20s"], _host.Log);
        Assert.Contains("a: NOT RUN. Left out by --only.", _out.ToString());
        Assert.Contains("Every test was scaled to 20s", File.ReadAllText(Folder("report.md")));
    }

    [Fact]
    public async Task What_others_published_stands_beside_what_was_measured_and_decides_nothing()
    {
        Write("""
            tests:
              - file: a.cs
                published:
                  source: "the report of Bob"
                  figures:
                    requests: { target: "≥ 375", claim: "68,902 | more", files: "34,451" }
                    p(99): { target: "< 0.001 ms" }
              - b.cs
              - { name: c, file: mistaken.cs, published: { source: another, figures: { requests: { claim: "1" } } } }
            """);
        _host.Results["mistaken.cs"] = () => null;
        await Run();
        var report = File.ReadAllText(Folder("report.md"));
        Assert.Contains("## Published and measured", report);
        Assert.Contains("Sources: the report of Bob; another.", report);
        Assert.Contains("| a | requests | ≥ 375 | 68,902 &#124; more | 34,451 | 18,100 |", report);
        Assert.Contains("| a | p(99) | &lt; 0.001 ms | - | - | 15.4 ms |", report);
        Assert.Contains("| c | requests | - | 1 | - | not run |", report);
        Assert.Contains("Published and measured", File.ReadAllText(Folder("report.html")));
    }

    [Fact]
    public async Task The_list_runs_nothing()
    {
        Write("tests: [a.cs, { file: b.cs, users: 5 }]");
        Assert.Equal(0, await Run("--list"));
        Assert.Equal($"a: {_folder.File("a.cs")}\nb: {_folder.File("b.cs")} --users\n", _out.ToString());
        Assert.Empty(_host.Log);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_test_that_runs_and_the_rest_is_not_run()
    {
        Write("tests: [a.cs, b.cs, { name: c, file: a.cs }]");
        _host.Results["a.cs"] = () =>
        {
            _signals!.Interrupt();
            return PrintedRuns.Passed() with { Ending = RunEnding.Interrupted };
        };
        Assert.Equal(4, await Run());
        Assert.Equal(["build a.cs", "build b.cs", "run a.cs"], _host.Log);
        Assert.Contains("b: NOT RUN. Interrupted.", _out.ToString());
        Assert.Contains("INCOMPLETE  1 passed, 2 not run of 3 tests.", _out.ToString());
    }

    [Fact]
    public async Task A_suite_that_was_cut_off_is_resumed_where_it_was()
    {
        Write("tests: [a.cs, b.cs, { name: c, file: b.cs, users: 3 }]");
        _host.Results["b.cs"] = () => throw new IOException("killed");
        await Assert.ThrowsAsync<IOException>(() => Run());
        Assert.Equal([SuiteStep.Finished, SuiteStep.Running, SuiteStep.NotRun], SuiteState.Read(Folder("")).Tests.Select(t => t.Step));

        _host.Results.Clear();
        _host.Log.Clear();
        Assert.Equal(0, await Run("--resume"));
        Assert.Equal(["build b.cs", "run b.cs", "run b.cs --users=3"], _host.Log);
        Assert.Contains("a: PASSED (kept from before)", _out.ToString());
        Assert.Single(Directory.GetDirectories(_folder.File("results/suites")));

        _host.Log.Clear();
        Assert.Equal(0, await Run("--resume"));
        Assert.Empty(_host.Log);
    }

    [Fact]
    public async Task What_was_interrupted_or_has_changed_is_run_anew_and_that_is_said()
    {
        Write("tests: [a.cs, b.cs, { name: c, file: a.cs }]");
        _host.Results["b.cs"] = () => PrintedRuns.Passed() with { Ending = RunEnding.Interrupted };
        await Run();
        _host.Results.Clear();
        _host.Log.Clear();
        Write("tests: [{ file: a.cs, users: 7 }, b.cs]");
        Assert.Equal(0, await Run("--resume"));
        Assert.Equal(["build a.cs", "build b.cs", "run a.cs --users=7", "run b.cs"], _host.Log);
        Assert.Contains("'a' has changed since it ran; it is run again.", _out.ToString());
        Assert.Contains("'c' is no longer in the suite file; its run is left out.", _out.ToString());
    }

    [Theory]
    [InlineData("tests: [a.cs]", "There is no suite 'suite' in", "--resume")]
    [InlineData("tests: [a.cs]", "There is no test 'aa' in", "--only", "aa")]
    [InlineData("tests: [a.cs]", "--scale-to is 'short'", "--scale-to", "short")]
    [InlineData("tests: [a.cs, wrong.cs]", "suite.yaml:1: The load test ")]
    [InlineData("tests: [a.cs, mistaken.cs]", "suite.yaml:1: mistaken: There is no option '--foo'.")]
    [InlineData("tests: [missing.cs]", "suite.yaml:1: There is no file")]
    public async Task What_is_wrong_is_said_before_anything_runs(string text, string message, params string[] args)
    {
        Write(text);
        _host.Mistakes["mistaken.cs"] = "There is no option '--foo'.";
        Assert.Equal(2, await Run(args));
        Assert.Contains(message, _error.ToString());
        Assert.DoesNotContain(_host.Log, l => l.StartsWith("run"));
        Assert.False(Directory.Exists(_folder.File("results")));
    }

    [Fact]
    public async Task A_run_that_cannot_be_read_is_told_in_the_report_the_others_go_on_and_it_is_run_again_when_resumed()
    {
        Write("tests: [a.cs, b.cs]");
        await Run();
        var run = Directory.GetDirectories(Folder("runs")).Order().First();
        File.WriteAllText(Path.Combine(run, "run.json"), "{");
        _host.Log.Clear();
        Assert.Equal(7, await Run("--resume"));
        Assert.Empty(_host.Log);
        Assert.Contains($"a: NOT RUN. Its run cannot be read: {Path.Combine(run, "run.json")}, line 1: this is no JSON", _out.ToString());
        Assert.Contains("b: PASSED (kept from before)", _out.ToString());
        Assert.Contains("Its run cannot be read", File.ReadAllText(Folder("report.md")), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, await Run("--resume"));
        Assert.Equal(["build a.cs", "run a.cs"], _host.Log);
    }

    [Fact]
    public async Task A_run_folder_that_a_killed_test_left_without_a_run_stops_no_suite()
    {
        Write("tests: [a.cs, b.cs]");
        _host.Results["a.cs"] = () =>
        {
            Directory.CreateDirectory(Path.Combine(Folder("runs"), "half-made"));
            return null;
        };
        Assert.Equal(7, await Run());
        Assert.Contains("half-made: this is no run folder: it has no run.json.", _out.ToString());
        Assert.Contains("b: PASSED", _out.ToString());
    }

    [Fact]
    public async Task A_state_of_a_newer_version_is_refused()
    {
        Write("tests: [a.cs]");
        await Run();
        var file = Folder("suite.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"schemaVersion\": 1", "\"schemaVersion\": 9", StringComparison.Ordinal));
        Assert.Contains($"{file}: its schema version is 9", (await Assert.ThrowsAsync<RunFolderException>(() => Run("--resume"))).Message);
    }

    [Fact]
    public async Task The_worst_of_all_is_the_exit_code()
    {
        Write("tests: [a.cs, b.cs, mistaken.cs]\nbands: { success_rate: { pass: \"> 99%\" } }");
        _host.Results["a.cs"] = () => PrintedRuns.Passed() with { ExitCode = 1 };
        _host.Results["b.cs"] = PrintedRuns.Failed;
        _host.Results["mistaken.cs"] = () => null;
        Assert.Equal(2, await Run());
        Assert.Contains("mistaken: NOT RUN. The load test ended with exit code 2 and made no run", _out.ToString());
    }

    [Fact]
    public async Task The_reports_of_a_suite_are_these()
    {
        Write("""
            name: nightly
            health: { url: http://localhost/health, retries: 0 }
            bands:
              success_rate: { pass: "> 99%", warning: ">= 95%" }
              "p(95)": { pass: "< 10ms", warning: "<= 20ms" }
            tests: [a.cs, b.cs, { name: third, file: a.cs }, { name: "<b>fourth|</b>", file: a.cs, health: http://localhost/other }]
            """);
        _host.Results["b.cs"] = PrintedRuns.Failed;
        for (var check = 0; check < 4; check++)
        {
            _host.Health.Enqueue(null);
        }

        _host.Health.Enqueue("answers 503 instead of 200: <script>window.hacked = 1</script>");
        for (var check = 0; check < 3; check++)
        {
            _host.Health.Enqueue("answers 503 instead of 200: <script>window.hacked = 1</script>");
        }

        Assert.Equal(3, await Run());
        Snapshot.Matches("suite.md", Stable(File.ReadAllText(Folder("report.md"))));
        Snapshot.Matches("suite.junit.xml", Stable(File.ReadAllText(Folder("junit.xml"))));
        var page = Stable(File.ReadAllText(Folder("report.html")));
        Snapshot.Matches("suite.html", page[page.IndexOf("<body>", StringComparison.Ordinal)..]);
        Snapshot.Matches("suite.txt", Stable(_out.ToString()));
        Snapshot.Matches("suite.xlsx.txt", Stable(XlsxReportTests.Text(File.ReadAllBytes(Folder("report.xlsx")))));
    }

    public void Dispose()
    {
        _folder.Dispose();
        _out.Dispose();
        _error.Dispose();
    }

    private string Folder(string file) => Path.Combine(Directory.GetDirectories(_folder.File("results/suites")).Single(), file);

    private string Stable(string text) => Places().Replace(text.Replace(_folder.Path, "/suite", StringComparison.Ordinal), "");

    // A second run of the same second has a suffix, which is not what is tested.
    [GeneratedRegex("(?<=-deployments)-[0-9]+")]
    private static partial Regex Places();

    private void Write(string text)
    {
        foreach (var name in (string[])["a.cs", "b.cs", "wrong.cs", "mistaken.cs"])
        {
            File.WriteAllText(_folder.File(name), name == "wrong.cs" ? "wrong" : "");
        }

        File.WriteAllText(_folder.File("suite.yaml"), text);
    }

    private Task<int> Run(params string[] args)
    {
        var context = new EntranceContext { Out = _out, Error = _error, Clock = Clock, RegisterSignals = signals => _signals = signals };
        return SuiteCommand.Make(context, _ => _host).Parse([_folder.File("suite.yaml"), "--results", _folder.File("results"), .. args])
            .InvokeAsync(new System.CommandLine.InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    private sealed class SuiteClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => PrintedRuns.Started;
    }
}
