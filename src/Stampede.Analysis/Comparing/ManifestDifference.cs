namespace Stampede.Analysis;

/// <summary>How the two sides of a comparison differ, apart from what they measured.</summary>
/// <param name="Name">In what, and how it is allowed: <c>plan</c>, <c>machine</c> (<see cref="Allowable"/>); or <c>format</c>, <c>version</c>, <c>duration</c>, which are only told.</param>
/// <param name="Baseline">What the baseline's runs say; several, where they differ themselves, with commas.</param>
/// <param name="Candidate">What the candidate's runs say.</param>
/// <param name="Service">The service that it is about; null for the whole run.</param>
/// <param name="IsAllowed">Whether it is accepted, or only told; otherwise what it concerns is not comparable.</param>
public sealed record ManifestDifference(string Name, string Baseline, string Candidate, string? Service, bool IsAllowed)
{
    /// <summary>The name of the plan's hash.</summary>
    public const string Plan = "plan";

    /// <summary>The name of the machine that sent the load.</summary>
    public const string Machine = "machine";

    /// <summary>The name of its processors.</summary>
    public const string Cores = "cores";

    /// <summary>The name of the .NET runtime's version.</summary>
    public const string Runtime = "runtime";

    /// <summary>The name of whether the generator was compiled with optimisation.</summary>
    public const string Optimized = "optimized";

    /// <summary>The name of the highest number of users.</summary>
    public const string Users = "users";

    /// <summary>The name of whether failed requests are in the response times.</summary>
    public const string FailuresInLatency = "failures-in-latency";

    /// <summary>The name of a baseline that is used outside the days of its validity.</summary>
    public const string Validity = "validity";

    /// <summary>The differences that make two sides not comparable, unless they are allowed by name.</summary>
    public static IReadOnlyList<string> Allowable { get; } = [Plan, Machine, Cores, Runtime, Optimized, Users, FailuresInLatency, Validity];

    /// <summary>The difference in a sentence: <c>machine: build-7 in the baseline, build-9 in the candidate</c>.</summary>
    public override string ToString() => $"{Name}{(Service is null ? "" : $" of {Service}")}: {Baseline} in the baseline, {Candidate} in the candidate";
}
