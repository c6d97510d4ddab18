using System.Text.Json;
using Stampede.Engine;

namespace Stampede.Tests;

public sealed class CompatibleCompareTests : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    [Fact]
    public async Task A_failure_is_code_1_as_with_the_scripts()
    {
        var (baseline, current) = Files("""{"api_gateway":{"error_rate_pct":0.33}}""", """{"api_gateway":{"error_rate_pct":1.0}}""");
        Assert.Equal(1, await Run("compare", "--compatible", baseline, current));
        Assert.Contains("| api_gateway | error_rate_pct | 0.33 | 1.0 | +203.0% | ❌ Critical |\n", _out.ToString());
        Assert.Contains("misleading: api_gateway error_rate_pct: the limit of 0.5 % is taken as a share", _error.ToString());
    }

    [Fact]
    public async Task The_report_goes_to_a_file_and_the_versions_differ()
    {
        var (baseline, current) = Files("""{"api_gateway":{"rps":50}}""", """{"api_gateway":{"rps":60}}""");
        Assert.Equal(0, await Run("compare", baseline, current, "--compatible", "--out", _root.File("r/regression-analysis.md")));
        Assert.StartsWith("## Performance Regression Analysis\n\n### ✅ Passed (1 metrics", File.ReadAllText(_root.File("r/regression-analysis.md")));
        Assert.Equal(1, await Run("compare", baseline, current, "--compatible", "--script", "v1", "--json"));
        using var json = JsonDocument.Parse(_out.ToString()[_out.ToString().IndexOf('{')..]);
        Assert.Equal("fail", json.RootElement.GetProperty("metrics")[0].GetProperty("status").GetString());
        Assert.Contains(json.RootElement.GetProperty("misleading").EnumerateArray(), m => m.GetString()!.Contains("improvements included", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_negative_number_is_refused_with_the_file()
    {
        var (baseline, current) = Files("{\n\"api_gateway\":{\n\"rps\":-50}}", "{}");
        Assert.Equal(7, await Run("compare", baseline, current, "--compatible"));
        Assert.Contains("b.json, line 3: \"rps\" is -50", _error.ToString());
    }

    [Fact]
    public async Task Without_the_file_and_with_what_the_scripts_do_not_know_it_is_a_usage_error()
    {
        var (baseline, current) = Files("{}", "{}");
        Assert.Equal(2, await Run("compare", "absent.json", current, "--compatible"));
        Assert.Contains("There is no file 'absent.json'", _error.ToString());
        Assert.Equal(2, await Run("compare", baseline, "--compatible"));
        Assert.Equal(2, await Run("compare", baseline, current, current, "--compatible"));
        Assert.Contains("--compatible takes two files", _error.ToString());
        Assert.Equal(2, await Run("compare", baseline, current, "--compatible", "--allow", "plan", "--github", "--out", "a.md", "--out", "b.md"));
        Assert.Contains("--allow has no place with --compatible", _error.ToString());
        Assert.Contains("--github has no place with --compatible", _error.ToString());
        Assert.Contains("one --out", _error.ToString());
    }

    public void Dispose()
    {
        _root.Dispose();
        _out.Dispose();
        _error.Dispose();
    }

    private Task<int> Run(params string[] args) => ToolCommands.Run(args, new EntranceContext { Out = _out, Error = _error });

    private (string Baseline, string Current) Files(string baseline, string current)
    {
        File.WriteAllText(_root.File("b.json"), baseline);
        File.WriteAllText(_root.File("c.json"), current);
        return (_root.File("b.json"), _root.File("c.json"));
    }
}
