namespace Stampede.Engine;

/// <summary>The first declared task first, then by the transitions of the last one. The state is the last task's index plus 1.</summary>
internal sealed class MarkovOrder : TaskOrder
{
    private readonly TaskPicker[] _next;

    /// <param name="transitions">From row to column, weights; each row's sum is above 0.</param>
    public MarkovOrder(double[][] transitions)
    {
        _next = [.. transitions.Select(row => new TaskPicker(row))];
        Shares = LongRun(transitions);
    }

    public override IReadOnlyList<double> Shares { get; }

    public override int Next(Random random, ref int state)
    {
        var next = state == 0 ? 0 : _next[state - 1].Pick(random);
        state = next + 1;
        return next;
    }

    public override TaskOrder With(double[] weights) =>
        throw new ArgumentException("The tasks of a MarkovTaskSet have no weights: its transitions decide.");

    /// <summary>The chain's mean distribution from its first task: by steps of which half stay where they are, so that chains with a period settle too.</summary>
    private static double[] LongRun(double[][] transitions)
    {
        var sums = transitions.Select(row => row.Sum()).ToArray();
        var shares = new double[transitions.Length];
        shares[0] = 1;
        for (var (step, change) = (0, 1.0); step < 100_000 && change > 1e-12; step++)
        {
            var next = new double[shares.Length];
            for (var from = 0; from < shares.Length; from++)
            {
                next[from] += shares[from] / 2;
                for (var to = 0; to < shares.Length; to++)
                {
                    next[to] += shares[from] / 2 * transitions[from][to] / sums[from];
                }
            }

            change = shares.Zip(next, (before, after) => Math.Abs(after - before)).Sum();
            shares = next;
        }

        return shares;
    }
}
