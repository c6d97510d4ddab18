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

    /// <summary>Why the test accepts it (<c>LoadTest.Accept</c>): it is shown all the same, and does not decide the verdict. Null where it does.</summary>
    public string? Accepted { get; init; }

    /// <summary>The same without secrets, as files and reports have it.</summary>
    internal AuditFinding Masked() => this with
    {
        Subject = Subject is null ? null : MaskedName(Subject),
        Numbers = [.. Numbers.Select(n => n with { Name = MaskedName(n.Name) })],
        Meaning = SecretMask.Text(Meaning),
        Advice = SecretMask.Text(Advice),
        Examples = [.. Examples.Select(MaskedName)],
        Accepted = Accepted is null ? null : SecretMask.Text(Accepted),
    };

    // What it is about is often a request's name, which may be an address.
    private static string MaskedName(string name) => SecretMask.Text(SecretMask.Url(name));
}
