using System.Diagnostics;
using System.Net;

namespace Stampede.IntegrationTests;

public sealed class ControlPlaneOptionTests
{
    [Fact]
    public async Task Latency_is_added_to_the_API_and_not_to_health()
    {
        await using var process = await ControlPlaneProcess.Start("--latency", "0.3s");
        using var client = process.Client();
        await client.Get("/health/live");

        var watch = Stopwatch.StartNew();
        await client.Get("/api/v1/deployments/list");

        Assert.InRange(watch.ElapsedMilliseconds, 290, 30_000);
    }

    [Fact]
    public async Task A_fail_rate_of_1_fails_everything_but_health_without_a_stack_trace()
    {
        await using var process = await ControlPlaneProcess.Start("--fail-rate", "1");
        using var client = process.Client();

        var answer = await client.Get("/api/v1/deployments/list");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal($$"""{"error":"Internal server error","correlation_id":"{{answer.CorrelationId()}}"}""", await answer.Text());
        Assert.Equal(HttpStatusCode.OK, (await client.Get("/api/v1/health/")).StatusCode);
    }

    [Theory]
    [InlineData("--fail-rate", "1.01")]
    [InlineData("--fail-rate", "-0.1")]
    [InlineData("--fail-rate", "NaN")]
    [InlineData("--latency", "61s")]
    [InlineData("--latency", "5")]
    [InlineData("--latency", "-5ms")]
    [InlineData("--urls", "localhost")]
    [InlineData("--bogus", "")]
    public async Task A_bad_option_is_named_and_nothing_starts(string option, string value)
    {
        string[] args = [option, value];
        var problem = await Assert.ThrowsAsync<LoadTestException>(async () =>
        {
            await using var process = await ControlPlaneProcess.Start([.. args.Where(arg => arg.Length > 0)]);
        });

        Assert.Contains("exit code 2", problem.Message, StringComparison.Ordinal);
        Assert.Contains(option, problem.Message, StringComparison.Ordinal);
        Assert.Contains(value, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_exemption_of_load_test_users_is_logged()
    {
        // Only a start that fails tells what was printed: a health path that there is not.
        var process = ServiceProcess.Command(
            "dotnet",
            [ControlPlaneProcess.File, "--allow-load-test-users", "--urls", "http://127.0.0.1:0"],
            TimeSpan.FromSeconds(5),
            healthPath: "/nowhere");

        var problem = await Assert.ThrowsAsync<LoadTestException>(() => process.Start(TestContext.Current.CancellationToken));

        Assert.Contains("Load-test users are exempt from the throttles", problem.Message, StringComparison.Ordinal);
        Assert.Contains("not ready after", problem.Message, StringComparison.Ordinal);
    }
}
