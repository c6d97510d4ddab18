namespace Stampede.Results;

/// <summary>One run of a store, as a list shows it.</summary>
/// <param name="Id">What <see cref="IRunStore.Open"/> takes: in a folder of runs, the run folder's name.</param>
/// <param name="Name">The load test's name; null where it could not be read.</param>
/// <param name="Started">When it started, UTC; null where it could not be read.</param>
/// <param name="Ending">Why it ended; <see cref="RunEnding.None"/> while it runs, and where its process was killed.</param>
/// <param name="Verdict">What it came to; null until it is judged.</param>
/// <param name="Problem">Why it could not be read; null where it could.</param>
public sealed record RunEntry(string Id, string? Name, DateTimeOffset? Started, RunEnding Ending, Verdict? Verdict, string? Problem = null)
{
    /// <summary>The exit code that goes with the verdict: a run that no threshold covers can pass and still have failed requests. Null until it is judged.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Whether it can be believed; null until it is audited.</summary>
    public AuditResult? Audit { get; init; }
}
