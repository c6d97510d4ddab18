using System.Runtime.CompilerServices;

namespace Stampede.Engine;

/// <summary>Where one run is in each of its feeders. Feeders that were not found before the run begin when they are first asked.</summary>
internal sealed class FeederRun : IDisposable
{
    /// <summary>Of users that are in no run.</summary>
    public static readonly FeederRun None = new([], 0, []);

    private readonly ulong _seed;
    private readonly ConditionalWeakTable<Feeder, FeederCursor> _cursors = [];
    private readonly Lock _lock = new();
    private int _ordinal;

    /// <param name="feeders">Those found before the run, each with its place.</param>
    /// <param name="seed">The run's.</param>
    /// <param name="problems">Receives what is wrong with them.</param>
    public FeederRun(IEnumerable<(Feeder Feeder, string Place)> feeders, ulong seed, List<string> problems)
    {
        _seed = seed;
        foreach (var (feeder, place) in feeders)
        {
            Open(feeder, $"{place} ({feeder.Name})", problems);
        }
    }

    /// <summary>Where the run is in a feeder.</summary>
    /// <exception cref="LoadTestException">It was not found before the run, and something is wrong with it.</exception>
    public FeederCursor<T> Of<T>(Feeder<T> feeder) => (FeederCursor<T>)(_cursors.TryGetValue(feeder, out var cursor) ? cursor : OpenLate(feeder));

    /// <summary>What to say about the feeders at the end of the run.</summary>
    public IEnumerable<(string Id, string Text)> Notes() =>
        _cursors.Select(c => c.Value.Note()).OfType<(string, string)>().Order();

    public void Dispose()
    {
        foreach (var (_, cursor) in _cursors)
        {
            cursor.Dispose();
        }
    }

    private FeederCursor OpenLate(Feeder feeder)
    {
        lock (_lock)
        {
            if (_cursors.TryGetValue(feeder, out var cursor))
            {
                return cursor;
            }

            var problems = new List<string>();
            return Open(feeder, feeder.Name, problems) ?? throw new LoadTestException(problems);
        }
    }

    private FeederCursor? Open(Feeder feeder, string label, List<string> problems)
    {
        var own = feeder.Problems().Select(p => $"{label}: {p}").ToArray();
        problems.AddRange(own);
        var cursor = feeder.Open(_seed, _ordinal++, new FeederProblems(label, problems));
        if (cursor is null || own.Length > 0)
        {
            return null;
        }

        _cursors.Add(feeder, cursor);
        return cursor;
    }
}
