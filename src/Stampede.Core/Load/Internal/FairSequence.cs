namespace Stampede.Engine;

/// <summary>
/// An endless sequence of indexes in proportion to weights, whose every prefix is within 1 - 1/(2k - 2) of the exact shares, for k weights
/// (R. Tijdeman, The chairman assignment problem, 1980): among those that lag enough to be next, the one that must come first.
/// </summary>
internal sealed class FairSequence
{
    // Relative; far above what rounding makes of equal numbers, far below what tells apart different ones: so ties are the same for weights times
    // a factor, and there is always a next one.
    private const double Tolerance = 1e-12;

    private readonly int[] _indexes;
    private readonly double[] _spacings;
    private readonly int[] _chosen;
    private readonly double _margin;

    // Per index, the first position that its next occurrence may have, and the one that it must have at the latest.
    private readonly double[] _from;
    private readonly double[] _due;
    private int _position;

    public FairSequence(ReadOnlySpan<double> weights)
    {
        // The heaviest first, so that a tie goes to it; equal ones in their order.
        var ordered = weights.ToArray().Select((weight, index) => (weight, index)).Where(w => w.weight > 0).OrderByDescending(w => w.weight).ToArray();
        var sum = ordered.Sum(w => w.weight);
        _indexes = [.. ordered.Select(w => w.index)];
        _spacings = [.. ordered.Select(w => sum / w.weight)];
        _margin = ordered.Length > 1 ? 1.0 / (2 * ordered.Length - 2) : 0;
        _chosen = new int[ordered.Length];
        _from = new double[ordered.Length];
        _due = new double[ordered.Length];
        for (var i = 0; i < ordered.Length; i++)
        {
            Schedule(i);
        }
    }

    /// <summary>Whether no weight is above 0.</summary>
    public bool IsEmpty => _indexes.Length == 0;

    /// <summary>The next index.</summary>
    public int Next()
    {
        _position++;
        var (best, bound) = (-1, double.PositiveInfinity);
        for (var i = 0; i < _due.Length; i++)
        {
            if (_due[i] < bound && _from[i] <= _position)
            {
                (best, bound) = (i, _due[i] * (1 - Tolerance));
            }
        }

        _chosen[best]++;
        Schedule(best);
        return _indexes[best];
    }

    private void Schedule(int i)
    {
        _from[i] = (_chosen[i] + _margin) * _spacings[i] * (1 - Tolerance);
        _due[i] = (_chosen[i] + 1 - _margin) * _spacings[i];
    }
}
