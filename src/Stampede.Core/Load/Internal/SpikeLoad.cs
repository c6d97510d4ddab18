namespace Stampede.Engine;

/// <summary>Some users, for a while many more, then as before.</summary>
internal sealed class SpikeLoad(int users, int peak, string after, string lasting, double? spawnRate, LoadSettings? settings = null, LoadScale? scale = null)
    : CurveLoad(settings ?? LoadSettings.Default, scale ?? LoadScale.None)
{
    internal override string Kind => "spike";

    protected override string Model => $"{users} users, {peak} after {after} for {lasting}";

    // Without For it goes on as it was before the spike.
    protected override TimeSpan? Length => null;

    internal override IEnumerable<string> FigureProblems() => FigureRules.All(
    [
        FigureRules.Users("The load beside its spike (Load.Spike, users)", users, 0),
        FigureRules.Users("The spike of the load (Load.Spike, peak)", peak, 1),
        FigureRules.Length("The time before the spike (Load.Spike, after)", after),
        FigureRules.Length("The length of the spike (Load.Spike, lasting)", lasting),
        FigureRules.SpawnRate("The spawn rate of the spike (Load.Spike, spawnRate)", spawnRate, "its users start and stop at once"),
        peak <= users ? $"The spike of the load (Load.Spike) is no higher, with {peak} users, than what is beside it, with {users}." : null,
        Settings.Duration is { } duration && End is { } end && Scale.Of(end) > duration
            ? $"The spike of the load ends {TimeSpanText.Format(Scale.Of(end))} after its start (Load.Spike, after and lasting), when the load is over: it takes {TimeSpanText.Format(duration)} (For, --run-time)."
            : null,
    ]);

    protected override IReadOnlyList<UserSegment> Draw()
    {
        var rate = spawnRate ?? double.PositiveInfinity;
        return [new(users, TimeSpanText.Parse(after), rate), new(peak, TimeSpanText.Parse(lasting), rate), new(users, TimeSpan.MaxValue, rate)];
    }

    protected override ScaledLoad With(LoadSettings settings, LoadScale scale) => new SpikeLoad(users, peak, after, lasting, spawnRate, settings, scale);

    private TimeSpan? End => TimeSpanText.TryParse(after, out var start) && TimeSpanText.TryParse(lasting, out var length) ? TimeSpanText.Sum(start, length) : null;
}
