using Stampede.Engine;

namespace Stampede.Tests;

public sealed class SuiteReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_test_is_its_file_and_what_changes_about_it()
    {
        var suite = Read("""
            name: nightly
            host: http://localhost:8000
            cool_down: 30s
            environment: { TOKEN: "${api}" }
            options: { stop-timeout: 5s, tags: [a, b], insist: yes }
            services:
              - name: api
                project: .
                args: --slow "two words"
              - name: worker
                command: [worker, --api, "${api}", --port, "{port}"]
                restart: true
            tests:
              - a.cs
              - name: peak
                file: b.cs
                users: 100
                spawn_rate: 2.5
                run_time: 10m
                host: ${api}
                thresholds: ["p(95) < 60s", "success_rate > 99%"]
                replace_thresholds: true
                cool_down: 0
                environment: { TOKEN: x, MORE: y }
                services: api
                health: none
            """)!;
        Assert.Equal(("nightly", 2), (suite.Name, suite.Entries.Count));
        var (first, second) = (suite.Entries[0], suite.Entries[1]);
        Assert.Equal("a", first.Name);
        Assert.Equal(["--host=http://localhost:8000", "--stop-timeout=5s", "--tags=a,b", "--insist=true"], first.Arguments.Select(a => a.Text));
        Assert.Equal(["api", "worker"], first.Services);
        Assert.Equal(
            ["--users=100", "--spawn-rate=2.5", "--run-time=10m", "--host=${api}", "--threshold=p(95) < 60s", "--threshold=success_rate > 99%", "--replace-thresholds=true"],
            second.Arguments.Skip(4).Select(a => a.Text));
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.Zero, 15L), (first.CoolDown, second.CoolDown, second.Line));
        Assert.Equal(["TOKEN=${api}"], first.Environment.Select(v => $"{v.Key}={v.Value}"));
        Assert.Equal(["TOKEN=x", "MORE=y"], second.Environment.Select(v => $"{v.Key}={v.Value}"));
        Assert.Equal(["--slow", "two words"], suite.Services[0].Arguments);
        Assert.Equal((true, false), (suite.Services[1].Restart, suite.Services[0].Restart));
        Assert.Equal(["api"], second.Services);
    }

    [Fact]
    public void What_was_published_is_kept_as_it_was_written()
    {
        var suite = Read("""
            tests:
              - file: a.cs
                published:
                  source: a report
                  figures:
                    "p(99)": { target: "< 500 ms", claim: 34 ms, files: 34 ms }
                    success_rate: { claim: 72 % }
              - b.cs
            """)!;
        var published = suite.Entries[0].Published!;
        Assert.Equal("a report", published.Source);
        Assert.Equal(["p(99)", "success_rate"], published.Figures.Select(f => f.Metric));
        Assert.Equal(("< 500 ms", "34 ms", "34 ms"), (published.Figures[0].Target, published.Figures[0].Claim, published.Figures[0].Files));
        Assert.Equal((null, "72 %", null), (published.Figures[1].Target, published.Figures[1].Claim, published.Figures[1].Files));
        Assert.Null(suite.Entries[1].Published);
    }

    [Fact]
    public void Health_checks_and_bands_are_inherited_and_replaced()
    {
        var suite = Read("""
            health: { url: http://localhost/health, status: 204, contains: ok, timeout: 1s, retries: 0, every: 2s }
            bands:
              success_rate: { pass: "> 99%", warning: ">= 95%" }
              p(95): { pass: "< 60s" }
            tests:
              - a.cs
              - file: b.cs
                health: http://localhost/other
                bands: { "p(95)": { pass: "< 1s", warning: "<= 2s" } }
            """)!;
        Assert.Equal(new HealthCheck("http://localhost/health") { Status = 204, Contains = "ok", Timeout = TimeSpan.FromSeconds(1), Retries = 0, Every = TimeSpan.FromSeconds(2) }, suite.Entries[0].Health);
        Assert.Equal(new HealthCheck("http://localhost/other"), suite.Entries[1].Health);
        Assert.Equal(["success_rate: pass > 99%, warning >= 95%", "p(95): pass < 60s"], suite.Entries[0].Bands.Select(b => b.Text));
        Assert.Equal(["success_rate: pass > 99%, warning >= 95%", "p(95): pass < 1s, warning <= 2s"], suite.Entries[1].Bands.Select(b => b.Text));
    }

    [Fact]
    public void All_mistakes_are_told_at_once_each_with_its_line()
    {
        var problems = Problems("""
            nam: x
            cool_down: soon
            health: ftp://x
            replace_thresholds: false
            bands:
              p(95): { warning: "< 5s" }
              p(99): { pass: "below 5s" }
              p(50): { pass: "< 5s over 30s" }
            tests:
              - missing.cs
              - { file: b.cs, userz: 5 }
              - file: a.cs
                users: 0
                run_time: 0
                thresholds: ["p(95 < 5"]
                options: { results: x,
                  list: true,
                  host: "${apu}" }
              - { name: a, file: b.cs }
              - { name: c }
            """, out _);
        string[] expected =
        [
            ":1: 'nam' is not known in the file; did you mean 'name'? There are",
            ":2: 'cool_down': 'soon' is no time span",
            ":3: 'ftp://x' is no address with scheme",
            ":6: The band 'p(95)' does not say what passes",
            ":7: The threshold cannot be read",
            ":8: A band is about the whole run",
            ":10: There is no file",
            ":11: 'userz' is not known in tests; did you mean 'users'?",
            ":13: '0' is no whole number of at least 1, which 'users' has to be",
            ":14: 'run_time' must be above zero",
            ":15: The threshold cannot be read",
            ":16: 'results' cannot be an option of a suite's test: the suite says where results go",
            ":17: 'list' cannot be an option of a suite's test: it asks for an answer",
            ":18: ${apu}: there is no service 'apu'",
            ":19: There are two tests 'a', the other in line 12",
            ":20: A test has no 'file'",
        ];
        Assert.Equal(expected, problems.Zip(expected, (found, part) => found.Contains(part, StringComparison.Ordinal) ? part : found));
        Assert.Equal(expected.Length, problems.Count);
    }

    [Theory]
    [InlineData("", ":1: The file is empty.")]
    [InlineData("tests: []", "There is no test in the file")]
    [InlineData("tests:\n  - file: a.cs\n    published: {}", ":3: 'published' has no 'source'")]
    [InlineData("tests:\n  - file: a.cs\n    published: { source: x }", ":3: 'published' has no 'figures'")]
    [InlineData("tests:\n  - file: a.cs\n    published: { source: x, figures: { speed: { claim: y } } }", ":3: ")]
    [InlineData("tests:\n  - file: a.cs\n    published: { source: x, figures: { requests: {} } }", ":3: Of 'requests' nothing was published")]
    [InlineData("tests: [a.cs", "This is no YAML")]
    [InlineData("services:\n  - name: x\ntests: [a.cs]", ":2: The service 'x' has neither 'project'")]
    [InlineData("services:\n  - { name: x, command: y, project: . }\ntests: [a.cs]", ":2: The service 'x' has both")]
    [InlineData("services:\n  - { name: x, command: y, args: z }\ntests: [a.cs]", ":2: 'args' are those of a project")]
    [InlineData("services:\n  - { name: x, command: 'y ${z}' }\ntests: [a.cs]", ":2: ${z}: no service 'z' stands before 'x'.")]
    [InlineData("services:\n  - { name: x, command: y }\n  - { name: x, command: y }\ntests: [a.cs]", ":3: There are two services 'x', the other in line 2.")]
    [InlineData("services:\n  - { name: x, project: nowhere }\ntests: [a.cs]", ":2: There is no project")]
    [InlineData("services:\n  - { name: api, command: y }\ntests:\n  - { file: a.cs, services: [apy] }", ":4: there is no service 'apy'; did you mean 'api'?")]
    [InlineData("tests:\n  - { file: a.cs, health: { retries: 1 } }", ":2: A health check has no 'url'.")]
    public void What_is_wrong_is_named(string text, string expected) => Assert.Contains(expected, string.Join('\n', Problems(text, out _)));

    public void Dispose() => _folder.Dispose();

    private Suite? Read(string text)
    {
        var problems = Problems(text, out var suite);
        Assert.Empty(problems);
        return suite;
    }

    private IReadOnlyList<string> Problems(string text, out Suite? suite)
    {
        File.WriteAllText(_folder.File("a.cs"), "");
        File.WriteAllText(_folder.File("b.cs"), "");
        File.WriteAllText(_folder.File("suite.yaml"), text);
        var problems = new YamlProblems("suite.yaml");
        suite = SuiteReader.Read(_folder.File("suite.yaml"), problems);
        return problems.All;
    }
}
