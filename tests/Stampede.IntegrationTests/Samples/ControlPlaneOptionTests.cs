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

    [Fact]
    public async Task A_value_may_stand_behind_an_equals_sign_and_a_switch_has_none()
    {
        await using var process = await ControlPlaneProcess.Start("--fail-rate=1", "--plane-fault=jamf=503x6");
        using var client = process.Client();
        Assert.Equal(HttpStatusCode.InternalServerError, (await client.Get("/api/v1/deployments/list")).StatusCode);

        var run = await Command.Run("dotnet", [ControlPlaneProcess.File, "--log-requests=no", "--pool=", "--bogus=1"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            ["Unknown argument '--log-requests=no'.", "--pool '' is not a whole number from 1 to 10000.", "Unknown argument '--bogus=1'.", "See --help."],
            run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("--fail-rate", "1.01")]
    [InlineData("--fail-rate", "-0.1")]
    [InlineData("--fail-rate", "NaN")]
    [InlineData("--latency", "61s")]
    [InlineData("--latency", "5")]
    [InlineData("--latency", "-5ms")]
    [InlineData("--latency", "20ms,10ms")]
    [InlineData("--latency", "0ms,10ms")]
    [InlineData("--latency", "1s,2s,3s")]
    [InlineData("--pool", "0")]
    [InlineData("--pool", "10001")]
    [InlineData("--pool", "many")]
    [InlineData("--service-time", "19ms")]
    [InlineData("--seed", "-1")]
    [InlineData("--plane-fault", "windows=503")]
    [InlineData("--plane-fault", "jamf=200")]
    [InlineData("--plane-fault", "jamf=503x0")]
    [InlineData("--breaker-reset", "2h")]
    [InlineData("--postgres-pool", "0")]
    [InlineData("--urls", "localhost")]
    [InlineData("--urls", "http://localhost:0")]
    [InlineData("--urls", "http://127.0.0.1:65536")]
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
        Assert.Contains(option == "--service-time" ? "give --pool" : value, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_mistakes_are_reported_together_and_no_password_with_them()
    {
        var problem = await Assert.ThrowsAsync<LoadTestException>(async () =>
        {
            await using var process = await ControlPlaneProcess.Start("--pool", "-1", "--fail-rate", "2", "--postgres", "Password=geheim;Nonsense=1");
        });

        Assert.Contains("--pool '-1' is not a whole number from 1 to 10000.", problem.Message, StringComparison.Ordinal);
        Assert.Contains("--fail-rate '2' is not a share from 0 to 1.", problem.Message, StringComparison.Ordinal);
        Assert.Contains("--postgres is not a connection string", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pool_that_is_too_small_makes_everybody_wait_in_line()
    {
        // 20 at a time, each 200 ms, one after the other: at least 4 s for the last of them, however slow the machine.
        await using var process = await ControlPlaneProcess.Start("--pool", "1", "--service-time", "200ms");
        using var client = process.Client();

        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.Get("/api/v1/deployments/list")));

        Assert.InRange(watch.ElapsedMilliseconds, 3_900, 60_000);
        Assert.Equal(HttpStatusCode.OK, (await client.Get("/health/live")).StatusCode);
    }

    [Fact]
    public async Task Log_normal_latency_is_not_the_same_for_all()
    {
        await using var process = await ControlPlaneProcess.Start("--latency", "50ms,5s", "--seed", "7");
        using var client = process.Client();

        var times = await Task.WhenAll(Enumerable.Range(0, 30).Select(async _ =>
        {
            var watch = Stopwatch.StartNew();
            await client.Get("/api/v1/deployments/list");
            return watch.ElapsedMilliseconds;
        }));

        Assert.True(times.Max() - times.Min() > 100, string.Join(", ", times));
    }

    [Fact]
    public async Task Without_a_risk_model_nothing_is_created_as_in_the_recorded_system()
    {
        await using var process = await ControlPlaneProcess.Start("--without-risk-model");
        using var client = await process.LoggedIn();

        var created = await client.PostJson("/api/v1/deployments/", """{"app_name":"a","version":"1","target_ring":"LAB"}""");
        var evaluated = await client.PostJson("/api/v1/policy/evaluate/", """{"package_version":"1","risk_score":1,"test_coverage":1}""");

        Assert.Equal(HttpStatusCode.InternalServerError, created.StatusCode);
        Assert.Equal("""{"error":"No active risk model found"}""", await created.Text());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, evaluated.StatusCode);
    }

    [Fact]
    public async Task The_exemption_of_load_test_users_is_logged()
    {
        using var service = Process.Start(new ProcessStartInfo(
            "dotnet", [ControlPlaneProcess.File, "--allow-load-test-users", "--urls", "http://127.0.0.1:0", "--exit-with-parent"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        string line;
        do
        {
            line = await service.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("It ended without a word of it.");
        }
        while (!line.Contains("Load-test users are exempt from the throttles", StringComparison.Ordinal));

        service.StandardInput.Close();
        await service.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
