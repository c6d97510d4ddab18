namespace Stampede.Analysis;

/// <summary>What became of a change.</summary>
public enum ChangeState
{
    /// <summary>It is still there: the last regime is it, or is not back at what was before.</summary>
    Lasting,

    /// <summary>The last regime is back, but fewer than five of its runs.</summary>
    Returning,

    /// <summary>The last regime is back, and five of its runs at least lie where runs lay before the change, or better.</summary>
    Gone,
}
