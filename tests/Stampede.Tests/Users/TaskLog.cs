using Stampede.Results;

namespace Stampede.Tests;

/// <summary>What users and their task sets did, in order; ends the run when there is enough.</summary>
internal sealed class TaskLog
{
    private readonly List<string> _words = [];
    private readonly CancellationTokenSource _enough = new();
    private int _most = int.MaxValue;

    public void Add(string word)
    {
        lock (_words)
        {
            _words.Add(word);
            if (_words.Count >= _most)
            {
                _enough.Cancel();
            }
        }
    }

    /// <summary>Runs one user of a class until there are so many words, and gives these.</summary>
    public static async Task<IReadOnlyList<string>> First<TUser>(int most)
        where TUser : User
    {
        var log = new TaskLog { _most = most };
        await log.Run<TUser>(new RunOptions { RunTime = TimeSpan.FromMinutes(5) });
        return [.. log._words.Take(most)];
    }

    /// <summary>Runs one user of a class, and gives all words.</summary>
    public static async Task<(IReadOnlyList<string> Words, RunResult Result)> All<TUser>(RunOptions options, int most = int.MaxValue)
        where TUser : User
    {
        var log = new TaskLog { _most = most };
        var result = await log.Run<TUser>(options);
        return (log._words, result);
    }

    private Task<RunResult> Run<TUser>(RunOptions options)
        where TUser : User =>
        new LoadTest { Users = [typeof(TUser)], Services = new Services().Add(this) }.Run(options with { Seed = 1 }, _enough.Token);
}
