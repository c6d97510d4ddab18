using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Runs that end when the test has seen what it waits for, however long the machine takes for that.</summary>
internal static class Until
{
    /// <summary>What is not seen until then was not going to come: the test's assertions say what is missing.</summary>
    private static readonly TimeSpan Hanging = TimeSpan.FromMinutes(2);

    /// <summary>Interrupts a run once something is so; it may end before of its own.</summary>
    /// <param name="test">What is run.</param>
    /// <param name="seen">Asked every few milliseconds, on a thread of the pool.</param>
    /// <param name="options">Without a run time it goes on for two minutes at most.</param>
    /// <param name="cancellationToken">Ends it as well.</param>
    public static async Task<RunResult> RunUntil(this LoadTest test, Func<bool> seen, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        over.CancelAfter(Hanging);
        var running = test.Run(options ?? new RunOptions(), over.Token);
        while (!running.IsCompleted && !seen())
        {
            await Task.WhenAny(running, Task.Delay(3, CancellationToken.None));
        }

        await over.CancelAsync();
        return await running;
    }
}
