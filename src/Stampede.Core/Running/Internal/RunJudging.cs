using Stampede.Results;

namespace Stampede.Engine;

/// <summary>What a run must know of the rules that it will be judged by; they themselves are made above it.</summary>
internal sealed record RunJudging
{
    /// <summary>The thresholds as written, in the order of test, command line, loads.</summary>
    public IReadOnlyList<string> Thresholds { get; init; } = [];

    /// <summary>What is wrong with them.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>The audit's findings that are accepted, each as its rule and the reason.</summary>
    public IReadOnlyList<string> Accept { get; init; } = [];

    /// <summary>Which requests they select, so that these are counted apart.</summary>
    public IReadOnlyList<RequestSelection> Selections { get; init; } = [];

    /// <summary>Those that a plan cannot reach, whatever is measured: a sentence each.</summary>
    public Func<RunPlan, IEnumerable<string>> Unreachable { get; init; } = static _ => [];

    /// <summary>Fills verdict and exit code.</summary>
    public required Func<RunResult, RunResult> Judge { get; init; }
}
