namespace Stampede.Engine;

/// <summary>
/// Picks an index at random in proportion to weights, each pick independent, in constant time whatever their number (the alias method of
/// A. J. Walker in M. Vose's form): one random number selects a column and, in it, the index or its alias. Immutable: users share it.
/// </summary>
internal sealed class TaskPicker
{
    private readonly double[] _keep;
    private readonly int[] _alias;

    /// <param name="weights">At least one; each 0 or more, their sum above 0.</param>
    public TaskPicker(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
        {
            if (!(weight >= 0 && double.IsFinite(weight)))
            {
                throw new ArgumentException($"A weight is a number, 0 or more, not {weight}.", nameof(weights));
            }

            sum += weight;
        }

        if (!(sum > 0 && double.IsFinite(sum)))
        {
            throw new ArgumentException("At least one weight must be above 0.", nameof(weights));
        }

        _keep = new double[weights.Length];
        _alias = new int[weights.Length];
        var (small, large) = (new Stack<int>(), new Stack<int>());
        for (var i = 0; i < weights.Length; i++)
        {
            _keep[i] = weights[i] / sum * weights.Length;
            (_keep[i] < 1 ? small : large).Push(i);
        }

        while (small.Count > 0 && large.Count > 0)
        {
            var (less, more) = (small.Pop(), large.Pop());
            _alias[less] = more;
            _keep[more] -= 1 - _keep[less];
            (_keep[more] < 1 ? small : large).Push(more);
        }

        // What is left is 1 but for rounding. A weight of 0 is never left: its column was filled by another.
        foreach (var i in small.Concat(large))
        {
            _keep[i] = 1;
        }
    }

    /// <summary>An index.</summary>
    public int Pick(Random random)
    {
        if (_keep.Length == 1)
        {
            return 0;
        }

        var number = random.NextDouble() * _keep.Length;
        var column = (int)number;
        return number - column < _keep[column] ? column : _alias[column];
    }
}
