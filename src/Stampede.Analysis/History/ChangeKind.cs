namespace Stampede.Analysis;

/// <summary>What changed.</summary>
public enum ChangeKind
{
    /// <summary>The mean over runs of a metric.</summary>
    Mean,

    /// <summary>The distribution of response times, where no mean of a metric shows it.</summary>
    Distribution,
}
