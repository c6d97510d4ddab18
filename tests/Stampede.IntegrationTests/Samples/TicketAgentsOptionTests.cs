namespace Stampede.IntegrationTests;

public sealed class TicketAgentsOptionTests
{
    [Fact]
    public async Task All_mistakes_are_reported_together_and_no_password_with_them()
    {
        var problem = await Assert.ThrowsAsync<LoadTestException>(async () =>
        {
            await using var service = await TicketAgentsProcess.Start(
                "--fail-rate", "1.01", "--pool", "0", "--latency", "2s,300ms", "--role", "boss", "--signature", "both ", "--queue-capacity", "0", "--retry-delay", "0s",
                "--rabbitmq", "http://u:geheim@localhost", "--rabbitmq", "amqp://u:geheim@localhost/two/segments", "--rabbitmq", "amqp://u:ge:heim@localhost", "--postgres", "Password=geheim;Nonsense=1");
        });

        Assert.Contains("exit code 2", problem.Message, StringComparison.Ordinal);
        foreach (var option in (string[])[
            "--fail-rate '1.01'", "--pool '0'", "--latency '2s,300ms'", "--role 'boss' is none of all, api, worker", "--signature 'both '", "--queue-capacity '0'",
            "--retry-delay '0s'", "--rabbitmq is not", "--postgres is not"])
        {
            Assert.Contains(option, problem.Message, StringComparison.Ordinal);
        }

        Assert.Equal(4, problem.Message.Split("--rabbitmq is not").Length);
        Assert.DoesNotContain("geheim", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ge:heim", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_of_its_own_needs_what_the_processes_share()
    {
        var problem = await Assert.ThrowsAsync<LoadTestException>(async () =>
        {
            await using var service = await TicketAgentsProcess.Start("--role", "worker");
        });

        Assert.Contains("give --postgres and --rabbitmq", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_that_cannot_be_reached_is_said_at_the_start_without_the_password()
    {
        var problem = await Assert.ThrowsAsync<LoadTestException>(async () =>
        {
            await using var service = await TicketAgentsProcess.Start("--rabbitmq", "amqp://u:geheim@127.0.0.1:1");
        });

        Assert.Contains("RabbitMQ cannot be used at 127.0.0.1: Connection refused", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_at_its_start_what_its_dependency_is_and_what_a_kill_means()
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
            "dotnet", [SampleProcess.File("TicketAgents"), "--urls", "http://127.0.0.1:0", "--exit-with-parent", "--seed", "7"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

        Assert.Equal(
            "Role all. Data in memory: what was accepted is gone when the process is killed. A ticket takes log-normal with a median of 300 ms and a 99th percentile of "
            + "2000 ms (seed 7), 0 % of its calls fail; 128 tickets are worked on at a time.",
            await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
