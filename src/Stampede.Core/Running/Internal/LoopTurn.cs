namespace Stampede.Engine;

/// <summary>Completes when a loop has done what was posted to it before.</summary>
internal sealed class LoopTurn : ILoopWork
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Does not wait for a loop that somebody blocks longer than a second.</summary>
    public static Task Of(EventLoop loop)
    {
        var turn = new LoopTurn();
        loop.Post(turn);
        return Task.WhenAny(turn._done.Task, Task.Delay(TimeSpan.FromSeconds(1)));
    }

    public void Run() => _done.SetResult();
}
