using Stampede.Engine;

namespace Stampede.Tests;

/// <summary>Rule 11: handshakes under way are bounded.</summary>
public sealed class HandshakeGateTests
{
    [Fact]
    public async Task Who_comes_when_the_places_are_taken_gets_one_in_turn()
    {
        using var engine = new HttpEngine(1);
        var loop = engine.Loops[0];
        var gate = new HandshakeGate(2);
        var entered = new List<int>();
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Assert.True(gate.TryEnter(loop, new Turn(() => entered.Add(1))));
        Assert.True(gate.TryEnter(loop, new Turn(() => entered.Add(2))));
        Assert.False(gate.TryEnter(loop, new Turn(() => entered.Add(3))));
        Assert.False(gate.TryEnter(loop, new Turn(() =>
        {
            entered.Add(4);
            gate.Exit();
            over.SetResult();
        })));
        gate.Exit();
        gate.Exit();
        await over.Task.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        // Those that went ahead at once were not called; the third still holds its place.
        Assert.Equal([3, 4], entered);
        Assert.True(gate.TryEnter(loop, new Turn(() => { })));
        Assert.False(gate.TryEnter(loop, new Turn(() => { })));
    }

    private sealed class Turn(Action action) : ILoopWork
    {
        public void Run() => action();
    }
}
