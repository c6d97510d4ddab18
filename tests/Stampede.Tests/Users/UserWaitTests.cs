using Stampede.Engine;

namespace Stampede.Tests;

/// <summary>A user's one wait object: begun, cancelled and begun again in every order that a stop can bring about.</summary>
public class UserWaitTests
{
    [Fact]
    public async Task A_wait_ends_on_its_loop_and_not_before_its_time()
    {
        using var engine = new HttpEngine(1);
        var wait = new UserWait(engine.Loops[0], new object());
        var began = Environment.TickCount64;
        Assert.True(await wait.For(100_000));
        Assert.InRange(Environment.TickCount64 - began, 80, 60_000);
        Assert.False(wait.IsWaiting);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60_000_000)]
    public async Task What_is_cancelled_ends_at_once_and_leaves_nothing_behind(long first)
    {
        using var engine = new HttpEngine(1);
        var loop = engine.Loops[0];
        var wait = new UserWait(loop, new object());
        await new LoopSwitch(loop);

        // A zero wait stays in the ready queue when it is cancelled: its turn must not end, or begin, the waits that follow.
        var cancelled = wait.For(first);
        wait.Cancel();
        Assert.False(await cancelled);
        var (began, scheduled) = (Environment.TickCount64, loop.Timers.Count);
        var second = wait.For(50_000);
        Assert.Equal(scheduled + 1, loop.Timers.Count);
        Assert.True(await second);
        Assert.InRange(Environment.TickCount64 - began, 30, 60_000);
        Assert.Equal(0, loop.Timers.Count);
        Assert.True(await wait.For(0));
        Assert.True(await wait.For(0));
        Assert.True(await wait.For(1_000));
    }

    [Fact]
    public async Task A_wait_that_another_thread_began_is_void_once_it_is_cancelled()
    {
        using var engine = new HttpEngine(1);
        var loop = engine.Loops[0];
        var wait = new UserWait(loop, new object());
        using var gate = new ManualResetEventSlim();
        loop.Post(new Work(gate.Wait));
        loop.Post(new Work(wait.Cancel));
        var first = wait.For(60_000_000);
        gate.Set();
        Assert.False(await first);
        Assert.True(await wait.For(2_000));
        await new LoopSwitch(loop);
        Assert.Equal(0, loop.Timers.Count);
    }

    [Fact]
    public async Task A_closed_one_lets_nobody_wait_until_it_is_opened_again()
    {
        using var engine = new HttpEngine(1);
        var loop = engine.Loops[0];
        var wait = new UserWait(loop, new object());
        await new LoopSwitch(loop);
        wait.Close();
        Assert.False(await wait.For(60_000_000));
        Assert.False(await Task.Run(async () => await wait.For(60_000_000)));
        await Assert.ThrowsAsync<UserStoppedException>(() => Task.Run(async () => await wait.OrThrow(60_000_000)));
        await Task.Yield();
        await new LoopSwitch(loop);
        wait.Reopen();
        Assert.True(await Task.Run(async () => await wait.For(1_000)));
    }

    private sealed class Work(Action act) : ILoopWork
    {
        public void Run() => act();
    }
}
