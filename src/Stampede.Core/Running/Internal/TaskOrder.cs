namespace Stampede.Engine;

/// <summary>In which order the tasks of a set are chosen. Immutable, shared by all users; what one user must remember is its state, a number that is 0 at first.</summary>
internal abstract class TaskOrder
{
    /// <summary>The share of all choices that each task has in the long run; their sum is 1.</summary>
    public abstract IReadOnlyList<double> Shares { get; }

    /// <summary>The index of the next task.</summary>
    public abstract int Next(Random random, ref int state);

    /// <summary>The same kind of order with other weights, one for each task.</summary>
    /// <exception cref="ArgumentException">They are not possible; the message says why.</exception>
    public abstract TaskOrder With(double[] weights);

    protected static void Check(double[] weights)
    {
        foreach (var weight in weights)
        {
            if (!(weight >= 0 && double.IsFinite(weight)))
            {
                throw new ArgumentException($"A task's weight is a number, 0 or more, not {weight}.");
            }
        }

        if (!(weights.Sum() is > 0 and var sum && double.IsFinite(sum)))
        {
            throw new ArgumentException("At least one task keeps a weight above 0.");
        }
    }
}
