using System.Runtime.CompilerServices;

namespace Stampede.Engine;

/// <summary><c>await new LoopSwitch(loop)</c>: what follows runs on the loop's thread; with a mark, as that user's code.</summary>
internal readonly struct LoopSwitch(EventLoop loop, object? mark = null) : ICriticalNotifyCompletion
{
    public bool IsCompleted => loop.IsCurrent;

    public LoopSwitch GetAwaiter() => this;

    public void GetResult()
    {
    }

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation) => loop.Post(new Continuation(loop, mark, continuation));

    private sealed class Continuation(EventLoop loop, object? mark, Action action) : ILoopWork
    {
        public void Run()
        {
            if (mark is null)
            {
                action();
                return;
            }

            loop.Enter(mark);
            action();
            loop.Leave();
        }
    }
}
