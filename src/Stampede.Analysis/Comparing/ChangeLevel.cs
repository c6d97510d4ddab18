namespace Stampede.Analysis;

/// <summary>How much worse a metric that regressed is.</summary>
public enum ChangeLevel
{
    /// <summary>It has not regressed.</summary>
    None,

    /// <summary>By the warning level or more.</summary>
    Warning,

    /// <summary>By the failure level or more.</summary>
    Failure,
}
