namespace Stampede.Engine;

/// <summary>More users at equal distances, each level held as long.</summary>
internal sealed class StepsLoad(int from, int to, int by, string every, double? spawnRate, LoadSettings? settings = null, LoadScale? scale = null)
    : CurveLoad(settings ?? LoadSettings.Default, scale ?? LoadScale.None)
{
    /// <summary>More than anybody waits for, and few enough to draw.</summary>
    private const int MostSteps = 1_000_000;

    internal override string Kind => "steps";

    protected override string Model => $"{from} to {to} users, {by} more every {every}";

    internal override IEnumerable<string> FigureProblems() => FigureRules.All(
        FigureRules.Users("The first step of the load (Load.Steps, from)", from, 0),
        FigureRules.Users("The last step of the load (Load.Steps, to)", to, 1),
        FigureRules.Length("The length of a step (Load.Steps, every)", every),
        FigureRules.SpawnRate("The spawn rate of the steps (Load.Steps, spawnRate)", spawnRate, "the users of a step start at once"),
        from > to ? $"The steps of the load (Load.Steps) go backwards, from {from} to {to} users: steps only go up; Load.Stages goes down too." : null,
        by < 1 ? $"A step of the load (Load.Steps, by) adds {by} users: it must be 1 or more." : null,
        by >= 1 && from <= to && ((long)to - from) / by >= MostSteps ? $"The load has more than {MostSteps:N0} steps (Load.Steps)." : null);

    protected override IReadOnlyList<UserSegment> Draw()
    {
        var length = TimeSpanText.Parse(every);
        var steps = (int)(((long)to - from + by - 1) / by) + 1;
        return [.. Enumerable.Range(0, steps).Select(step => new UserSegment((int)Math.Min(from + (long)step * by, to), length, spawnRate ?? double.PositiveInfinity))];
    }

    protected override ScaledLoad With(LoadSettings settings, LoadScale scale) => new StepsLoad(from, to, by, every, spawnRate, settings, scale);
}
