namespace Stampede.Analysis;

/// <summary>How changes of the distribution are sought.</summary>
public sealed record DistributionChangeOptions
{
    /// <summary>The P up to which a change counts, of the whole history: that many stationary ones have a false change. Default 0.01, above 0 and below 1.</summary>
    public double MaxP { get; init; } = 0.01;

    /// <summary>In how many orders the runs are shuffled; default 999. At least as many that P can get to <see cref="MaxP"/>.</summary>
    public int Permutations { get; init; } = 999;

    /// <summary>How many runs each side of a change has at least; default 3, at least 2.</summary>
    public int FewestRuns { get; init; } = 3;

    internal DistributionChangeOptions Check()
    {
        var problems = new List<string>();
        if (MaxP is not (> 0 and < 1))
        {
            problems.Add(FormattableString.Invariant($"{nameof(MaxP)} is {MaxP}; it is above 0 and below 1."));
        }
        else if (1.0 / (Permutations + 1.0) > MaxP)
        {
            problems.Add(FormattableString.Invariant($"{nameof(Permutations)} is {Permutations}; P {MaxP} needs at least {Math.Ceiling(1 / MaxP) - 1}."));
        }

        if (FewestRuns < 2)
        {
            problems.Add(FormattableString.Invariant($"{nameof(FewestRuns)} is {FewestRuns}; it is at least 2."));
        }

        return problems.Count == 0 ? this : throw new ArgumentException(string.Join(' ', problems));
    }
}
