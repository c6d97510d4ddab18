using System.Text.Json;
using Stampede.Auditing;
using Stampede.Engine;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class AuditCommandTests : IDisposable
{
    private const string Header = "Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,Max Response Time,"
        + "Average Content Size,Requests/s,Failures/s,50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%\n";

    private static readonly string Sums = new SumsRule().Id;

    private readonly TemporaryFolder _root = new();
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    [Fact]
    public async Task A_run_folder_is_audited_anew()
    {
        var requests = new Dictionary<RequestKey, RequestStats> { [PrintedRuns.Create] = PrintedRuns.Stats(300, 12_300, 201) };
        var folder = await Write(PrintedRuns.Passed() with { Requests = requests, Duration = TimeSpan.FromSeconds(3) });
        Assert.Equal(0, await Run("audit", folder));
        Assert.StartsWith("deployments  Started 2026-11-02 08:33:41 UTC, ran 3 s, completed.", _out.ToString());
        Assert.Contains("\nAudit: ", _out.ToString());
    }

    [Fact]
    public async Task What_the_rules_of_the_test_said_stays()
    {
        var run = PrintedRuns.Invalid();
        var folder = await Write(run with { Audit = run.Audit! with { Titles = run.Audit.Findings.ToDictionary(f => f.Rule, f => f.Rule + " of the test") } });
        var own = run.Audit!.Findings.Select(f => f.Rule).Except(AuditRules.All.Select(r => r.Id)).ToArray();
        await Run("audit", folder, "--json");
        using var json = JsonDocument.Parse(_out.ToString());
        var rules = json.RootElement.GetProperty("audit").GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("rule").GetString()).ToArray();
        Assert.All(own, rule => Assert.Contains(rule, rules));
    }

    [Fact]
    public async Task Sums_that_contradict_their_total_are_invalid_with_code_5()
    {
        Assert.Equal(5, await Run("audit", Locust(total: 300)));
        Assert.Contains("INVALID  The numbers must not be believed: ", _out.ToString());
        Assert.Contains($"INVALID {Sums}", _out.ToString());
    }

    [Fact]
    public async Task The_JSON_is_that_of_run_json()
    {
        Assert.Equal(5, await Run("audit", Locust(total: 300), "--json", "--use", "capacity"));
        using var json = JsonDocument.Parse(_out.ToString());
        Assert.Equal("invalid", json.RootElement.GetProperty("verdict").GetString());
        Assert.Contains(json.RootElement.GetProperty("audit").GetProperty("findings").EnumerateArray(), f => f.GetProperty("rule").GetString() == Sums);
    }

    [Fact]
    public async Task Claims_are_held_against_the_run_and_a_wrong_one_is_invalid()
    {
        File.WriteAllText(_root.Path + "/claims.yaml", "source: the report\nclaims:\n  requests: 600\n");
        Assert.Equal(5, await Run("audit", Locust(total: 150), "--claims", _root.Path + "/claims.yaml", "--claim", "failures=0", "--json"));
        using var json = JsonDocument.Parse(_out.ToString());
        var claims = json.RootElement.GetProperty("claims").EnumerateArray().Select(c => (c.GetProperty("claim").GetString(), c.GetProperty("outcome").GetString())).ToArray();
        Assert.Equal([("requests = 600", "wrong"), ("failures = 0", "right")], claims);
        Assert.Contains(json.RootElement.GetProperty("audit").GetProperty("findings").EnumerateArray(), f => f.GetProperty("rule").GetString() == "CLAIM");
    }

    [Fact]
    public async Task Wrong_claims_are_all_told_before_anything_is_audited()
    {
        File.WriteAllText(_root.Path + "/claims.yaml", "claims:\n  requests: many\nplans: 1\n");
        Assert.Equal(2, await Run("audit", Locust(total: 150), "--claims", _root.Path + "/claims.yaml", "--claim", "nothing"));
        Assert.Equal(3, _error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(l => l.StartsWith("error: ", StringComparison.Ordinal)));
        Assert.Contains("claims.yaml:2: 'many'", _error.ToString());
        Assert.Equal(2, await Run("audit", Locust(total: 150), "--claims", "absent.yaml"));
        Assert.Contains("absent.yaml", _error.ToString());
    }

    [Fact]
    public async Task A_Markdown_file_is_written_where_it_is_asked_for()
    {
        await Run("audit", Locust(total: 300), "--out", _root.File("a/audit.md"));
        Assert.Contains($"**INVALID** `{Sums}`", File.ReadAllText(_root.File("a/audit.md")));
    }

    [Fact]
    public async Task A_report_of_an_imported_run_has_findings_and_verdict()
    {
        Assert.Equal(0, await Run("report", Locust(total: 300), "--format", "md,json", "-o", _root.File("reports")));
        Assert.Contains(": INVALID", File.ReadAllText(_root.File("reports/report.md")));
        Assert.Contains($"\"{Sums}\"", File.ReadAllText(_root.File("reports/report.json")));
    }

    [Fact]
    public async Task Rules_are_listed_with_what_they_need()
    {
        Assert.Equal(0, await Run("audit", "--rules"));
        Assert.All(AuditRules.All, rule => Assert.Contains($"\n{rule.Id}  ", "\n" + _out));
        Assert.Contains("Needs: ", _out.ToString());
    }

    [Theory]
    [InlineData("Which run?", "audit")]
    [InlineData("There is no run folder 'missing'", "audit", "missing")]
    [InlineData("'dreams'", "audit", "missing", "--use", "dreams")]
    public async Task Usage_errors_are_code_2(string message, params string[] args)
    {
        Assert.Equal(2, await Run(args));
        Assert.Contains(message, _error.ToString());
    }

    [Fact]
    public async Task What_cannot_be_read_is_code_7()
    {
        File.WriteAllText(_root.File("x.bin"), "nothing known");
        Assert.Equal(7, await Run("audit", _root.File("x.bin")));
        Directory.CreateDirectory(_root.File("empty"));
        Assert.Equal(7, await Run("audit", _root.File("empty")));
    }

    [Fact]
    public async Task The_list_of_runs_says_what_the_audit_found()
    {
        await Write(PrintedRuns.Invalid());
        await Write(PrintedRuns.Passed());
        await Run("runs", "list", "--results", _root.File("results"));
        Assert.Contains("invalid  GEN-CPU", _out.ToString());
    }

    [Fact]
    public async Task The_shown_run_has_its_audit()
    {
        await Write(PrintedRuns.Invalid());
        await Run("runs", "show", "--results", _root.File("results"));
        Assert.Contains("INVALID GEN-CPU", _out.ToString());
    }

    public void Dispose()
    {
        _root.Dispose();
        _out.Dispose();
        _error.Dispose();
    }

    private Task<int> Run(params string[] args) => ToolCommands.Run(args, new EntranceContext { Out = _out, Error = _error });

    private string Locust(long total)
    {
        var prefix = _root.File("x");
        const string Times = "9,11.3,3.2,87.4,500,2.0,0.0,9,10,11,12,15,20,30,40,80,87,87";
        File.WriteAllText(prefix + "_stats.csv", $"{Header}GET,/a,100,0,{Times}\nGET,/b,50,0,{Times}\n,Aggregated,{total},0,{Times}\n");
        return prefix;
    }

    private async Task<string> Write(RunResult result)
    {
        using var writer = new RunFolderWriter(_root.File("results"));
        await writer.Started(PrintedRuns.Start, CancellationToken.None);
        for (var second = 0; second < 3; second++)
        {
            var requests = new Dictionary<RequestKey, RequestStats> { [PrintedRuns.Create] = PrintedRuns.Stats(100, 12_300, 201) };
            await writer.Interval(PrintedRuns.Interval(second, requests), null!, CancellationToken.None);
        }

        await writer.Ended(result, CancellationToken.None);
        return writer.Path!;
    }
}
