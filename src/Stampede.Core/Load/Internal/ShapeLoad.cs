namespace Stampede.Engine;

/// <summary>A load that a class of the user computes, second by second.</summary>
internal sealed class ShapeLoad(LoadShape? shape, LoadSettings? settings = null, LoadScale? scale = null)
    : ScaledLoad(settings ?? LoadSettings.Default, scale ?? LoadScale.None)
{
    private IUserSchedule? _schedule;

    internal override string Kind => "shape";

    protected override int? Peak => shape?.PeakUsers;

    protected override TimeSpan? Length => shape?.Duration;

    protected override string Model => $"shape {Name}";

    protected override string UnknownPeak =>
        $"--users scales the highest target of a load shape, and {Name} does not say it: let it override PeakUsers (public override int? PeakUsers => 500;), or leave --users out.";

    protected override string? UnknownLength =>
        $"--run-time scales the time axis of a load shape, and {Name} does not say how long it is: let it override Duration, or give the load a For(\"10m\"), or leave --run-time out.";

    private string Name => shape?.GetType().Name ?? "null";

    private IUserSchedule Schedule => _schedule ??= NewSchedule();

    /// <summary>By a schedule of the load's own; a run has one of its own.</summary>
    public override int UsersAt(TimeSpan elapsed) => Schedule.UsersAt(elapsed);

    public override TimeSpan? NextChange(TimeSpan elapsed) => Schedule.NextChange(elapsed);

    internal override IUserSchedule NewSchedule() =>
        new ShapeSchedule(shape ?? throw new InvalidOperationException("A load shape that is null is refused before the run."), Scale);

    internal override IEnumerable<string> FigureProblems() => FigureRules.All(
        shape is null ? "The load's shape is null (Load.Shape)." : null,
        shape?.Duration is { } duration && duration <= TimeSpan.Zero ? $"The load shape {Name} goes backwards: its Duration is {duration}, and must be above zero; null is until Tick returns null." : null,
        shape?.PeakUsers < 1 ? $"The load shape {Name} has the PeakUsers {shape.PeakUsers}: it must be 1 or more; null is unknown." : null);

    protected override ScaledLoad With(LoadSettings settings, LoadScale scale) => new ShapeLoad(shape, settings, scale);
}
