namespace Stampede.Engine;

/// <summary>At random by weight, each choice independent of the last.</summary>
internal sealed class WeightedOrder : TaskOrder
{
    private readonly TaskPicker _picker;

    public WeightedOrder(double[] weights)
    {
        Check(weights);
        _picker = new TaskPicker(weights);
        var sum = weights.Sum();
        Shares = [.. weights.Select(w => w / sum)];
    }

    public override IReadOnlyList<double> Shares { get; }

    public override int Next(Random random, ref int state) => _picker.Pick(random);

    public override TaskOrder With(double[] weights) => new WeightedOrder(weights);
}
