namespace Stampede.Analysis;

/// <summary>How change points are sought. The defaults are those of Apache Otava (formerly Hunter).</summary>
public sealed record ChangePointOptions
{
    /// <summary>How many runs are looked at together; default 50, at least 2.</summary>
    public int Window { get; init; } = 50;

    /// <summary>
    /// The P up to which a change counts; default 0.001, above 0 and at most 1. It is that of one test: of stationary histories of 100 runs 4 to 12 % have a
    /// false change point by the default (bench/results/detector.md).
    /// </summary>
    public double MaxP { get; init; } = 0.001;

    /// <summary>The relative change of the mean that must be exceeded, seen from either side; default 0, so that small changes that are certain are found.</summary>
    public double MinMagnitude { get; init; }

    /// <summary>
    /// Whether deviations are those of a sample (divided by n - 1). Default false, as Hunter has it: P is then a little too small where runs are few, and the
    /// indexes are Hunter's.
    /// </summary>
    public bool UseSampleDeviation { get; init; }

    /// <summary>
    /// Whether stretches that end again are found where what follows them hides them. Default false, as Hunter has it: it tests a candidate against all that
    /// follows, and ten runs that are slower between runs that are not differ too little from those together. With it, a candidate also counts as one where
    /// it differs from the stretch that lies furthest apart, by a P that is divided by the number of such stretches.
    /// </summary>
    public bool FindsPlateaus { get; init; }

    internal ChangePointOptions Check()
    {
        var problems = new List<string>();
        if (Window < 2)
        {
            problems.Add(FormattableString.Invariant($"{nameof(Window)} is {Window}; it is at least 2."));
        }

        if (MaxP is not (> 0 and <= 1))
        {
            problems.Add(FormattableString.Invariant($"{nameof(MaxP)} is {MaxP}; it is above 0 and at most 1."));
        }

        if (MinMagnitude is not (>= 0 and < double.PositiveInfinity))
        {
            problems.Add(FormattableString.Invariant($"{nameof(MinMagnitude)} is {MinMagnitude}; it is 0 or more."));
        }

        return problems.Count == 0 ? this : throw new ArgumentException(string.Join(' ', problems));
    }
}
