namespace Stampede.Results;

/// <summary>What a rule of the audit found in a run.</summary>
public sealed record AuditFinding
{
    /// <summary>The rule's identifier: <c>GEN-CPU</c> (docs/reference/audit.md).</summary>
    public required string Rule { get; init; }

    /// <summary>How much it weighs; an invalid one makes the run invalid.</summary>
    public required NoteSeverity Severity { get; init; }

    /// <summary>What it is about, where that is not the whole run: a request, a class, a load; else null.</summary>
    public string? Subject { get; init; }

    /// <summary>The numbers that it is based on, in the order in which <see cref="Meaning"/> needs them.</summary>
    public required IReadOnlyList<AuditNumber> Numbers { get; init; }

    /// <summary>One sentence: what that means for whoever reads the run's figures.</summary>
    public required string Meaning { get; init; }

    /// <summary>One sentence: what to do.</summary>
    public required string Advice { get; init; }

    /// <summary>Up to five examples, such as names; default none.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];
}
