namespace Stampede.Metrics;

/// <summary>How often users' code threw one exception.</summary>
public sealed class UserErrorStats
{
    /// <summary>Occurrences.</summary>
    public long Count { get; set; }

    /// <summary>The stack trace of the first one, at most 4,000 characters.</summary>
    public string StackTrace { get; set; } = "";
}
