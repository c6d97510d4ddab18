namespace Samples;

/// <summary>One option of a command line.</summary>
/// <param name="Name">As it is typed.</param>
/// <param name="Value">What the help calls its value; null for a switch, which has none.</param>
/// <param name="Help">What it does, with range and default.</param>
/// <param name="Set">The options with it.</param>
public sealed record SampleOption<TOptions>(string Name, string? Value, string Help, Func<TOptions, OptionText, TOptions> Set);
