using Stampede.Engine;

namespace Stampede.Analysis;

/// <summary>Two sides' values in one ascending order, as groups of equal ones.</summary>
internal sealed class PooledRanks
{
    private readonly List<int> _ties = [];

    /// <summary>How many values are equal, for each value in ascending order.</summary>
    public ReadOnlySpan<int> Ties => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_ties);

    /// <summary>In how many pairs the candidate's value is the greater one; a tie counts half.</summary>
    public double U { get; private set; }

    public static PooledRanks Of(ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate)
    {
        var values = new double[baseline.Length + candidate.Length];
        var isCandidate = new bool[values.Length];
        baseline.CopyTo(values);
        candidate.CopyTo(values.AsSpan(baseline.Length));
        Array.Fill(isCandidate, true, baseline.Length, candidate.Length);
        Array.Sort(values, isCandidate);

        var ranks = new PooledRanks();
        long below = 0; // values of the baseline below the group
        for (var start = 0; start < values.Length;)
        {
            var end = start;
            long candidates = 0;
            for (; end < values.Length && values[end] == values[start]; end++)
            {
                candidates += isCandidate[end] ? 1 : 0;
            }

            var others = end - start - candidates;
            ranks._ties.Add(end - start);
            ranks.U += candidates * (below + others / 2.0);
            below += others;
            start = end;
        }

        return ranks;
    }

    /// <summary>How likely the smallest possible U is, with <paramref name="chosen"/> values on the candidate's side.</summary>
    public double LeastTail(int chosen) => Tail(chosen, Ties);

    /// <summary>How likely the greatest possible U is.</summary>
    public double GreatestTail(int chosen)
    {
        var reversed = Ties.ToArray();
        Array.Reverse(reversed);
        return Tail(chosen, reversed);
    }

    // Whole groups from one end, then as many as are left of the group where the side ends: any of them will do.
    private static double Tail(int chosen, ReadOnlySpan<int> ties)
    {
        var total = 0;
        foreach (var tie in ties)
        {
            total += tie;
        }

        var left = chosen;
        foreach (var tie in ties)
        {
            if (tie >= left)
            {
                return Math.Exp(LogGamma.OfChoose(tie, left) - LogGamma.OfChoose(total, chosen));
            }

            left -= tie;
        }

        return 1;
    }
}
