namespace ControlPlane.Hosting;

/// <summary>A command line as understood: the options, and every problem found in it.</summary>
internal sealed record ParsedOptions(SampleOptions Options, IReadOnlyList<string> Problems, bool Help);
