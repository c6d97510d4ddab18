namespace Stampede.Engine;

/// <summary>A load whose users follow segments. What derives from it says which, and what is wrong with its figures.</summary>
internal abstract class CurveLoad(LoadSettings settings, LoadScale scale) : ScaledLoad(settings, scale)
{
    private IReadOnlyList<UserSegment>? _segments;
    private UserCurve? _curve;

    protected override int? Peak => Segments.Select(s => s.Users).DefaultIfEmpty().Max();

    protected override TimeSpan? Length => Segments.Count > 0 ? UserCurve.LengthOf(Segments) : null;

    private IReadOnlyList<UserSegment> Segments => _segments ??= FigureProblems().Any() ? [] : Draw();

    private UserCurve Curve => _curve ??= new UserCurve(Segments, Scale);

    public override int UsersAt(TimeSpan elapsed) => Curve.UsersAt(elapsed);

    public override TimeSpan? NextChange(TimeSpan elapsed) => Curve.NextChange(elapsed) is { } next && next < (Duration ?? TimeSpan.MaxValue) ? next : null;

    /// <summary>Its segments; asked for only where its figures are right.</summary>
    protected abstract IReadOnlyList<UserSegment> Draw();
}
