namespace Stampede.Engine;

/// <summary>What is wrong with one feeder's data: the first places, and how many more there are.</summary>
/// <param name="label">Where the feeder stands, and its name.</param>
/// <param name="problems">Receives them.</param>
internal sealed class FeederProblems(string label, List<string> problems)
{
    /// <summary>So many places are told of one feeder.</summary>
    public const int Most = 5;

    public string Label => label;

    public long Count { get; private set; }

    public void Add(string problem)
    {
        if (++Count <= Most)
        {
            problems.Add($"{label}: {problem}");
        }
    }

    /// <summary>The data has been read to its end.</summary>
    public void Finish()
    {
        if (Count > Most)
        {
            problems.Add(FormattableString.Invariant($"{label}: and {Count - Most:N0} more."));
        }
    }
}
