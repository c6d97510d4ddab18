namespace Samples;

/// <summary>A command line as understood: the options, and every problem found in it.</summary>
public sealed record ParsedOptions<TOptions>(TOptions Options, IReadOnlyList<string> Problems, bool Help);
