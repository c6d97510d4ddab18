using System.Text.Json;
using Stampede.Engine;

namespace Stampede.Tests;

public sealed class MetricsCommandTests : IDisposable
{
    private const string Header = "Name,# requests,# failures,Median response time,Average response time,Min response time,Max response time,Average Content Length,Requests/s\n";

    private readonly TemporaryFolder _root = new();
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    [Fact]
    public async Task The_metrics_go_to_the_output_by_service()
    {
        File.WriteAllText(_root.File("map.yaml"), "services:\n  gateway: api_*\n  rag:\n    - rag_service\n");
        Assert.Equal(0, await Run("metrics", Locust(), "--services", _root.File("map.yaml")));
        using var json = JsonDocument.Parse(_out.ToString());
        var services = json.RootElement.GetProperty("runs")[0].GetProperty("services");
        Assert.Equal(1, services.GetProperty("gateway").GetProperty("error_rate_pct").GetDouble());
        Assert.False(services.GetProperty("gateway").TryGetProperty("p95_latency_ms", out _));
        Assert.Contains("matches other: they are in no figure", _error.ToString());
    }

    [Fact]
    public async Task The_metrics_go_to_a_file()
    {
        Assert.Equal(0, await Run("metrics", Locust(), "--out", _root.File("a/m.json")));
        Assert.Equal($"Metrics  {_root.File("a/m.json")}\n", _out.ToString());
        Assert.Contains("\"rag_service\"", File.ReadAllText(_root.File("a/m.json")));
    }

    [Fact]
    public async Task Compatible_does_as_the_scripts_and_says_where_that_misleads()
    {
        Assert.Equal(0, await Run("metrics", Locust(), "--compatible"));
        using var json = JsonDocument.Parse(_out.ToString());
        Assert.Equal("0.0", json.RootElement.GetProperty("api_gateway").GetProperty("p95_latency_ms").GetRawText());
        Assert.Contains("misleading: 'other' (line 4) is dropped", _error.ToString());
        Assert.Contains("misleading: api_gateway p95_latency_ms is 0.0", _error.ToString());
    }

    [Fact]
    public async Task Wrong_input_is_told_at_once_with_code_2()
    {
        File.WriteAllText(_root.File("map.yaml"), "services:\n  gateway:\n  rag: ''\nservice: 1\n");
        Assert.Equal(2, await Run("metrics", "missing", "--services", _root.File("map.yaml")));
        Assert.Contains("map.yaml:2: 'gateway' has no pattern", _error.ToString());
        Assert.Contains("map.yaml:4: 'service' is not known", _error.ToString());
        Assert.Contains("There is no run folder 'missing'", _error.ToString());
    }

    [Fact]
    public async Task A_map_that_matches_nothing_is_an_error()
    {
        File.WriteAllText(_root.File("map.yaml"), "services:\n  gateway: /nothing\n");
        Assert.Equal(2, await Run("metrics", Locust(), "--services", _root.File("map.yaml")));
        Assert.Contains("its requests are api_gateway, other, rag_service", _error.ToString());
    }

    [Theory]
    [InlineData("--compatible takes one file", "a", "b", "--compatible")]
    [InlineData("--services has no place", "a", "--services", "x", "--compatible")]
    public async Task Usage_errors_are_code_2(string message, params string[] args)
    {
        Assert.Equal(2, await Run(["metrics", .. args]));
        Assert.Contains(message, _error.ToString());
    }

    public void Dispose()
    {
        _root.Dispose();
        _out.Dispose();
        _error.Dispose();
    }

    private Task<int> Run(params string[] args) => ToolCommands.Run(args, new EntranceContext { Out = _out, Error = _error });

    private string Locust()
    {
        File.WriteAllText(_root.File("x_stats.csv"), $"{Header}api_gateway,1500,15,150,180,50,750,1024,35.0\nrag_service,300,1,2100,2600,1000,8500,1024,24.0\nother,1,0,1,1,1,1,1,1\n");
        return _root.File("x");
    }
}
