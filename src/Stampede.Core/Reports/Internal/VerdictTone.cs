namespace Stampede.Reporting;

/// <summary>How readers should take a verdict.</summary>
internal enum VerdictTone
{
    /// <summary>All is well.</summary>
    Good,

    /// <summary>Something is not known.</summary>
    Careful,

    /// <summary>Something is wrong.</summary>
    Bad,
}
