using Stampede.Engine;
using Stampede.Reporting;

namespace Stampede.Tests;

public sealed class KeyTests
{
    private readonly RunControlStub _run = new();
    private readonly StringWriter _log = new() { NewLine = "\n" };

    [Fact]
    public async Task Locusts_keys_change_the_number_of_users_at_the_end_of_the_second()
    {
        var keys = new KeyObserver(new RunLog(_log, LogLevel.Info, TimeProvider.System));
        Assert.Equal("w +1  W +10  s -1  S -10 users", keys.Footer);
        await Second(keys, "");
        Assert.Empty(_run.Changes);
        await Second(keys, "wwWx\n");
        await Second(keys, "sS");
        await Second(keys, "ws");
        Assert.Equal([12, -11], _run.Changes);
        Assert.Equal("w +1  W +10  s -1  S -10 users: +1", keys.Footer);
        Assert.Contains("/INFO/stampede: Users changed by key: +12\n", _log.ToString());
    }

    [Fact]
    public async Task A_load_without_users_says_so()
    {
        _run.RefusesUsers = true;
        var keys = new KeyObserver(new RunLog(_log, LogLevel.Info, TimeProvider.System));
        await Second(keys, "w");
        Assert.Equal("w +1  W +10  s -1  S -10 users: this load has no users to change", keys.Footer);
        Assert.Contains("this load has no users to change", _log.ToString());
    }

    [Fact]
    public async Task Where_there_is_a_keyboard_the_view_shows_the_keys()
    {
        var run = new PlayedRun { IsTerminal = true, HasKeys = true };
        await run.Run();
        Assert.Contains("w +1  W +10  s -1  S -10 users", run.Out);
        Assert.False(run.ListensToKeys);

        var redirected = new PlayedRun { IsTerminal = true };
        await redirected.Run();
        Assert.DoesNotContain("W +10", redirected.Out);
    }

    private async Task Second(KeyObserver keys, string pressed)
    {
        foreach (var key in pressed)
        {
            keys.Press(key);
        }

        await keys.Interval(PrintedRuns.Interval(0, new Dictionary<Metrics.RequestKey, Metrics.RequestStats>()), _run, CancellationToken.None);
    }
}
