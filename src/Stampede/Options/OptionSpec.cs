namespace Stampede.Engine;

/// <summary>One option of the command line: what the parser, the help and docs/reference/options.md know of it.</summary>
/// <param name="Group">The heading under which the help shows it.</param>
/// <param name="Names">Its names, the long one first.</param>
/// <param name="Value">What the help calls its value; null for a switch.</param>
/// <param name="Text">What it does, one or two sentences.</param>
internal sealed record OptionSpec(string Group, IReadOnlyList<string> Names, string? Value, string Text)
{
    /// <summary>What holds where it is not given, for people; null where that goes without saying.</summary>
    public string? Default { get; init; }

    /// <summary>The long name, with its dashes.</summary>
    public string Name => Names[0];

    /// <summary>What messages and the help call it: <c>-u, --users &lt;n&gt;</c>.</summary>
    public string Usage
    {
        get
        {
            var names = string.Join(", ", Names.Reverse());
            return Value is null ? names : $"{names} {Value}";
        }
    }
}
