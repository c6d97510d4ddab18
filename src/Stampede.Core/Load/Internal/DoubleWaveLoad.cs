namespace Stampede.Engine;

/// <summary>
/// Two waves, as in Locust's example of a custom shape: with u = 15 t ÷ T,
/// users(t) = (first - least) e^-(u - 5)² + (second - least) e^-(u - 10)² + least. It has its peaks at a third and at two thirds of its time.
/// </summary>
internal sealed class DoubleWaveLoad(int least, int firstPeak, int secondPeak, string duration, LoadSettings? settings = null, LoadScale? scale = null)
    : CurveLoad(settings ?? LoadSettings.Default, scale ?? LoadScale.None)
{
    /// <summary>Between the points, of which three are the start and the peaks, the users change evenly: half a user off for 10,000.</summary>
    private const int Points = 1_200;

    internal override string Kind => "double wave";

    protected override string Model => $"waves of {firstPeak} and {secondPeak} users above {least}";

    internal override IEnumerable<string> FigureProblems() => FigureRules.All(
        FigureRules.Users("The load between its waves (Load.DoubleWave, least)", least, 0),
        PeakProblem("first", firstPeak),
        PeakProblem("second", secondPeak),
        FigureRules.Length("The duration of the waves (Load.DoubleWave, duration)", duration));

    protected override IReadOnlyList<UserSegment> Draw()
    {
        var length = TimeSpanText.Parse(duration);
        var segments = new List<UserSegment> { new(UsersAt(0), TimeSpan.Zero) };
        var before = 0L;
        for (var point = 1; point <= Points; point++)
        {
            var end = (long)((Int128)length.Ticks * point / Points);
            segments.Add(new UserSegment(UsersAt((double)point / Points), new TimeSpan(end - before)));
            before = end;
        }

        return segments;
    }

    protected override ScaledLoad With(LoadSettings settings, LoadScale scale) => new DoubleWaveLoad(least, firstPeak, secondPeak, duration, settings, scale);

    private int UsersAt(double part) => (int)Math.Round((firstPeak - least) * Wave(15 * part - 5) + (secondPeak - least) * Wave(15 * part - 10) + least);

    private static double Wave(double distance) => Math.Exp(-distance * distance);

    private string? PeakProblem(string which, int peak) => peak < Math.Max(least, 1)
        ? $"The {which} wave of the load (Load.DoubleWave, {which}Peak) has {peak} users at its peak: it must be {Math.Max(least, 1)} or more, no fewer than between the waves."
        : null;
}
