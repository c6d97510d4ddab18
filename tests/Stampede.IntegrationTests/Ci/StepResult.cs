namespace Stampede.IntegrationTests;

/// <summary>A step of a pipeline that was run, or passed over.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ExitCode">How its script ended; null where it has none or was not run.</param>
/// <param name="Output">What its script printed, both streams.</param>
/// <param name="With">What it gives to an action of somebody else; empty for a script.</param>
internal sealed record StepResult(string Name, int? ExitCode, string Output, IReadOnlyDictionary<string, string> With);
