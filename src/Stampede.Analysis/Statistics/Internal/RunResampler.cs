namespace Stampede.Analysis;

/// <summary>Draws a percentile of one side's runs again and again: runs with replacement, then as many requests as they have.</summary>
internal sealed class RunResampler
{
    private readonly CumulativeCounts _runs;
    private readonly double _share;
    private readonly int[] _picked;

    public RunResampler(CumulativeCounts runs, double percentile)
    {
        _runs = runs;
        _share = Math.BitDecrement(percentile) / 100;
        _picked = [.. Enumerable.Range(0, runs.Runs)];
        Count = PickedCount();
        Estimate = runs.ValueAtRank(_picked, Rank(Count));
    }

    /// <summary>Requests of all runs.</summary>
    public long Count { get; }

    /// <summary>How many requests lie beyond the percentile.</summary>
    public double Beyond => Count * (1 - _share) + 1e-6;

    /// <summary>The percentile of all requests, in microseconds.</summary>
    public long Estimate { get; }

    public long Draw(Random random)
    {
        for (var i = 0; i < _picked.Length; i++)
        {
            _picked[i] = random.Next(_picked.Length);
        }

        // The percentile of as many requests drawn from the runs' mixture, without drawing each: its place among them is a ranked even number.
        var count = PickedCount();
        var rank = (long)Math.Ceiling(Draws.Ranked(random, Rank(count), count) * count);
        return _runs.ValueAtRank(_picked, Math.Clamp(rank, 1, count));
    }

    private long Rank(long count) => Math.Clamp((long)Math.Ceiling(_share * count), 1, count);

    private long PickedCount()
    {
        long count = 0;
        foreach (var run in _picked)
        {
            count += _runs.Total(run);
        }

        return count;
    }
}
