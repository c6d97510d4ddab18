namespace Stampede.Engine;

/// <summary>
/// An endless sequence of indexes in proportion to weights, whose every prefix is within 1 - 1/(2k - 2) of the exact shares, for k weights
/// (R. Tijdeman, The chairman assignment problem, 1980): among those that lag enough to be next, the one that must come first.
/// </summary>
internal sealed class FairSequence
{
    // Far above what rounding makes of equal numbers, far below what tells apart different ones; so ties are the same for weights times a factor.
    private const double Tolerance = 1e-12;

    private readonly int[] _indexes;
    private readonly double[] _shares;
    private readonly double[] _spacings;
    private readonly int[] _chosen;
    private readonly double _margin;
    private int _position;

    public FairSequence(ReadOnlySpan<double> weights)
    {
        // The heaviest first, so that a tie goes to it; equal ones in their order.
        var ordered = weights.ToArray().Select((weight, index) => (weight, index)).Where(w => w.weight > 0).OrderByDescending(w => w.weight).ToArray();
        var sum = ordered.Sum(w => w.weight);
        _indexes = [.. ordered.Select(w => w.index)];
        _shares = [.. ordered.Select(w => w.weight / sum)];
        _spacings = [.. ordered.Select(w => sum / w.weight)];
        _chosen = new int[ordered.Length];
        _margin = ordered.Length > 1 ? 1.0 / (2 * ordered.Length - 2) : 0;
    }

    /// <summary>Whether no weight is above 0.</summary>
    public bool IsEmpty => _indexes.Length == 0;

    /// <summary>The next index.</summary>
    public int Next()
    {
        _position++;
        var best = -1;
        var bestDue = double.PositiveInfinity;
        for (var i = 0; i < _shares.Length; i++)
        {
            var lag = _position * _shares[i] - _chosen[i];
            if (lag < _margin - 1e-9)
            {
                continue;
            }

            // The position by which it would lag too much.
            var due = (_chosen[i] + 1 - _margin) * _spacings[i];
            if (due < bestDue - bestDue * Tolerance || best < 0)
            {
                (best, bestDue) = (i, due);
            }
        }

        _chosen[best]++;
        return _indexes[best];
    }
}
