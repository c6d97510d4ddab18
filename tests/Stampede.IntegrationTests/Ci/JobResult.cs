namespace Stampede.IntegrationTests;

/// <summary>A job that was run.</summary>
/// <param name="Steps">Its steps, in order.</param>
/// <param name="Summary">What was written as the job's summary.</param>
internal sealed record JobResult(IReadOnlyList<StepResult> Steps, string Summary)
{
    /// <summary>Whether the job is red.</summary>
    public bool HasFailed => Steps.Any(s => s.ExitCode is not (null or 0));

    /// <summary>A step by its name.</summary>
    public StepResult this[string name] => Steps.Single(s => s.Name == name);

    /// <summary>All that was printed, for messages of tests.</summary>
    public override string ToString() => string.Join("\n", Steps.Select(s => $"=== {s.Name}: {s.ExitCode?.ToString() ?? "not run"}\n{s.Output}"));
}
