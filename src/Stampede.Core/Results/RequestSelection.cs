namespace Stampede.Results;

/// <summary>Some of the requests of a run, as a threshold selects them: <c>{class:Buyer, status:2xx}</c>. What is null selects all.</summary>
public sealed record RequestSelection
{
    /// <summary>The user class that sent them.</summary>
    public string? Class { get; init; }

    /// <summary>The load that their users were started by.</summary>
    public string? Load { get; init; }

    /// <summary>A tag of the task that sent them.</summary>
    public string? Tag { get; init; }

    /// <summary>Their status, <c>200</c>, or its class, <c>2xx</c>; <c>0</c> for no answer.</summary>
    public string? Status { get; init; }

    /// <summary>As it is written; the same for the same selection.</summary>
    public string Text => "{" + string.Join(", ", new[] { ("class", Class), ("load", Load), ("status", Status), ("tag", Tag) }
        .Where(p => p.Item2 is not null)
        .Select(p => $"{p.Item1}:{p.Item2}")) + "}";

    /// <inheritdoc />
    public override string ToString() => Text;
}
