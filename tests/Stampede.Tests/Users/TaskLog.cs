using Stampede.Results;

namespace Stampede.Tests;

/// <summary>What users and their task sets did, in order; ends the run when there is enough.</summary>
internal sealed class TaskLog
{
    private readonly List<string> _words = [];
    private readonly CancellationTokenSource _enough = new();
    private int _most = int.MaxValue;
    private TimeSpan _further;

    public void Add(string word)
    {
        lock (_words)
        {
            _words.Add(word);
            if (_words.Count == _most)
            {
                _enough.CancelAfter(_further);
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

    /// <summary>Runs one user of a class until there are so many words, and gives all that came.</summary>
    /// <param name="most">The number of words.</param>
    /// <param name="further">How long it then still goes on, for what must not come.</param>
    /// <param name="options">Default: one user for five minutes at most.</param>
    public static async Task<(IReadOnlyList<string> Words, RunResult Result)> All<TUser>(int most, double further = 0, RunOptions? options = null)
        where TUser : User
    {
        var log = new TaskLog { _most = most, _further = TimeSpan.FromSeconds(further) };
        var result = await log.Run<TUser>(options ?? new RunOptions { RunTime = TimeSpan.FromMinutes(5) });
        return (log._words, result);
    }

    private Task<RunResult> Run<TUser>(RunOptions options)
        where TUser : User =>
        new LoadTest { Users = [typeof(TUser)], Services = new Services().Add(this) }.Run(options with { Seed = 1 }, _enough.Token);
}
