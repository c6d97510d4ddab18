using System.Collections.Concurrent;
using Stampede.Engine;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Short words for tests of feeders.</summary>
internal static class FeederRuns
{
    /// <summary>Rows as one user of a run of its own would get them; shorter where the feeder runs dry.</summary>
    public static List<T> Take<T>(this Feeder<T> feeder, int count, ulong seed = 1)
    {
        using var run = new FeederRun([], seed, []);
        return run.Take(feeder, count, new SeededRandom(seed, 0));
    }

    public static List<T> Take<T>(this FeederRun run, Feeder<T> feeder, int count, Random random)
    {
        var rows = new List<T>();
        while (rows.Count < count && run.Of(feeder).TryNext(random, out var row))
        {
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>What is wrong with a feeder before a run.</summary>
    public static List<string> Mistakes(this Feeder feeder)
    {
        var problems = new List<string>();
        using var run = new FeederRun([(feeder, "Users.Data")], 1, problems);
        return problems;
    }

    /// <summary>Users that ask on and on, until all have ended; what they got, by user.</summary>
    public static async Task<(RunResult Result, ConcurrentDictionary<int, List<T>> Got)> Drain<T>(this Feeder<T> feeder, int users, Func<ScriptUser, ValueTask>? onStop = null)
    {
        var got = new ConcurrentDictionary<int, List<T>>();
        using var over = new CancellationTokenSource();
        var left = users;
        var script = new Script
        {
            WaitTime = WaitTime.None,
            Task = async user =>
            {
                got.GetOrAdd(user.Number, _ => []).Add(user.Next(feeder));
                await user.Pause(0.0001);
            },
            OnStop = async user =>
            {
                await (onStop?.Invoke(user) ?? default);
                if (Interlocked.Decrement(ref left) == 0)
                {
                    await over.CancelAsync();
                }
            },
        };
        var result = await script.Run(options: new RunOptions { Users = users, SpawnRate = 1000, RunTime = TimeSpan.FromSeconds(60), Loops = 2 }, cancellationToken: over.Token);
        return (result, got);
    }
}
