namespace Stampede;

/// <summary>A load test or its options are wrong. Lists every problem that was found, not only the first.</summary>
public sealed class LoadTestException : Exception
{
    /// <summary>Makes one from all problems found.</summary>
    /// <param name="problems">At least one; each a sentence that names what was wrong, where, and what to do.</param>
    /// <param name="innerException">What the test's own code threw; default none.</param>
    public LoadTestException(IReadOnlyList<string> problems, Exception? innerException = null)
        : base(string.Join(Environment.NewLine, problems), innerException) => Problems = problems;

    /// <summary>Every problem found, in the order of the file.</summary>
    public IReadOnlyList<string> Problems { get; }
}
