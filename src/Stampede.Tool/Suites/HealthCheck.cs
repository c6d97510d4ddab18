namespace Stampede.Engine;

/// <summary>What must answer before load is sent.</summary>
/// <param name="Url">The address; may name services as <c>${name}</c>.</param>
internal sealed record HealthCheck(string Url)
{
    /// <summary>The status that the answer must have.</summary>
    public int Status { get; init; } = 200;

    /// <summary>What the answer's body must contain; null for anything.</summary>
    public string? Contains { get; init; }

    /// <summary>How long one try may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often it is tried again.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>The pause between tries.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(1);
}
