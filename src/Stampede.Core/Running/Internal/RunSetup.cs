using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>What a run is made of: the plan as data, and what it stands for as objects.</summary>
internal sealed class RunSetup
{
    public required RunPlan Plan { get; init; }

    public required Load Load { get; init; }

    public required IReadOnlyList<UserClass> Classes { get; init; }

    /// <summary>The loads, in order.</summary>
    public required IReadOnlyList<PreparedPart> Parts { get; init; }

    /// <summary>What readers of the result must know before it has begun.</summary>
    public IReadOnlyList<RunNote> Notes { get; init; } = [];

    /// <summary>The selections of requests that have statistics of their own; the recorder knows them in the same order.</summary>
    public IReadOnlyList<RequestSelection> Selections { get; init; } = [];

    public required MetricsRecorder Recorder { get; init; }

    public required HookRunner Hooks { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>Tells how far the run is.</summary>
    public required TimeProvider Course { get; init; }

    public required int Loops { get; init; }

    /// <summary>Use the portable transport where epoll would do; tests do.</summary>
    public bool Portable { get; init; }

    public long? OpenFilesLimit { get; init; }

    public IReadOnlyList<string>? CommandLine { get; init; }

    /// <summary>Names of options whose values are secret.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>The values of the test's own options.</summary>
    public OptionValues Options { get; init; } = OptionValues.None;

    public required IReadOnlyList<IRunObserver> Observers { get; init; }

    /// <summary>One pass of one user, followed step by step; null for a run.</summary>
    public OnePass? Once { get; init; }

    /// <summary>Where it is in its feeders; disposed at its end.</summary>
    public required FeederRun Feeders { get; init; }

    public bool KeepIntervals { get; init; }

    /// <summary>Fills verdict and exit code.</summary>
    public required Func<RunResult, RunResult> Judge { get; init; }

    /// <summary>Where an error in Stampede itself is reported; set by the runner.</summary>
    public Action<Exception> Crash { get; set; } = static _ => { };
}
