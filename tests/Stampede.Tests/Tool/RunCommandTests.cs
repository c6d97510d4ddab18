using Stampede.Engine;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class RunCommandTests : IDisposable
{
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };
    private StopSignals? _signals;

    [Fact]
    public async Task All_runs_are_made_whatever_they_come_to_and_the_gravest_exit_code_counts()
    {
        Assert.Equal(ExitCode.Invalid, await Repeat(0, 1, 3, 5, 4));
        Assert.Contains("5 runs: 1 with exit code 0, 1 with exit code 1, 1 with exit code 3, 1 with exit code 4, 1 with exit code 5\n", _out.ToString());
        Assert.Equal(0, await Repeat(0, 0));
    }

    [Theory]
    [InlineData(ExitCode.Usage)]
    [InlineData(ExitCode.Killed)]
    public async Task A_run_that_was_refused_or_killed_is_the_last(int code)
    {
        Assert.Equal(code, await Repeat(code, 0, 0));
        Assert.Contains($"1 run: 1 with exit code {code}; 2 of 3 were not made", _out.ToString());
    }

    [Fact]
    public async Task After_Ctrl_C_no_further_run_is_made_and_that_is_no_pass()
    {
        var made = 0;
        var code = await RunCommand.Repeat(3, () =>
        {
            made++;
            _signals!.Interrupt();
            return Task.FromResult(0);
        }, Context());
        Assert.Equal((1, ExitCode.NoData), (made, code));
        Assert.Contains("Stopping", _error.ToString());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("x")]
    public async Task Repeat_is_a_number_of_runs(string times)
    {
        Assert.Equal(ExitCode.Usage, await ToolCommands.Run(["run", "--repeat", times, "absent.cs"], Context()));
        Assert.DoesNotContain("absent.cs'", _error.ToString());
    }

    [Fact]
    public async Task What_follows_the_file_is_the_load_tests()
    {
        Assert.Equal(ExitCode.Usage, await ToolCommands.Run(["run", "--repeat", "2", "absent.cs", "--repeat", "x"], Context()));
        Assert.Contains("There is no file 'absent.cs'", _error.ToString());
    }

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
    }

    private EntranceContext Context() => new() { Out = _out, Error = _error, RegisterSignals = signals => _signals = signals };

    private Task<int> Repeat(params int[] codes)
    {
        var next = 0;
        return RunCommand.Repeat(codes.Length, () => Task.FromResult(codes[next++]), Context());
    }
}
