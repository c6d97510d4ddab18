namespace Stampede.Engine;

/// <summary>In order of declaration, again and again; a weight of n is n times in a row. The state is the number of choices made.</summary>
internal sealed class SequentialOrder : TaskOrder
{
    /// <summary>Up to which place in the round each task goes; ascending.</summary>
    private readonly int[] _ends;

    public SequentialOrder(double[] weights)
    {
        Check(weights);
        if (Array.Exists(weights, w => w != Math.Floor(w)) || weights.Sum() > int.MaxValue)
        {
            throw new ArgumentException("A weight in a SequentialTaskSet is how often in a row the task runs: a whole number.");
        }

        _ends = new int[weights.Length];
        var end = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            _ends[i] = end += (int)weights[i];
        }

        Shares = [.. weights.Select(w => w / end)];
    }

    public override IReadOnlyList<double> Shares { get; }

    public override int Next(Random random, ref int state)
    {
        // A round that became shorter meanwhile begins again.
        var place = state < _ends[^1] ? state : 0;
        state = place + 1;
        var task = 0;
        while (_ends[task] <= place)
        {
            task++;
        }

        return task;
    }

    public override TaskOrder With(double[] weights) => new SequentialOrder(weights);
}
