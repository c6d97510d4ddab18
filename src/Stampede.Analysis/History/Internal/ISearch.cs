namespace Stampede.Analysis;

/// <summary>One metric that was searched for changes, and what was found.</summary>
internal interface ISearch<TSelf>
{
    /// <summary>Whether there were enough runs.</summary>
    bool IsTested { get; }

    /// <summary>What was found.</summary>
    IReadOnlyList<FoundChange> Found { get; }

    /// <summary>The same with the rates of false discoveries, and which of the changes count.</summary>
    TSelf With(IReadOnlyList<FoundChange> found, double maxQ);
}
