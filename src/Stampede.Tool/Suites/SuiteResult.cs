namespace Stampede.Engine;

/// <summary>What a suite came to.</summary>
internal sealed record SuiteResult
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The suite file.</summary>
    public required string File { get; init; }

    /// <summary>When it began, at first.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it was over.</summary>
    public required DateTimeOffset Ended { get; init; }

    /// <summary>What every test was scaled to; null where they ran at full length.</summary>
    public string? ScaledTo { get; init; }

    /// <summary>The tests, in order.</summary>
    public required IReadOnlyList<SuiteOutcome> Outcomes { get; init; }

    /// <summary>The worst of its tests.</summary>
    public int ExitCode => Results.ExitCode.Worst(Outcomes.Select(o => o.ExitCode));
}
