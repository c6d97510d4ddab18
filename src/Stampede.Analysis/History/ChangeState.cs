namespace Stampede.Analysis;

/// <summary>What became of a change.</summary>
public enum ChangeState
{
    /// <summary>It is still there: the last regime is it, or is not back at what was before.</summary>
    Lasting,

    /// <summary>The last regime is back, but has fewer than five runs.</summary>
    Returning,

    /// <summary>The last regime is back, and its last five runs lie where runs lay before the change.</summary>
    Gone,
}
