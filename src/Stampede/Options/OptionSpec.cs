namespace Stampede.Engine;

/// <summary>One option: what the command line, the environment, the configuration file, the help and docs/reference/options.md know of it.</summary>
/// <param name="Group">The heading under which the help shows it.</param>
/// <param name="Names">Its names, the long one first.</param>
/// <param name="Value">What the help calls its value; null for a switch.</param>
/// <param name="Text">What it does, one or two sentences.</param>
internal sealed record OptionSpec(string Group, IReadOnlyList<string> Names, string? Value, string Text)
{
    /// <summary>What begins the name of every variable.</summary>
    public const string VariablePrefix = "STAMPEDE_";

    /// <summary>What holds where it is not given, for people; null where that goes without saying.</summary>
    public string? Default { get; init; }

    /// <summary>What its value is; default: a flag where it has none, else what the help's word for the value says.</summary>
    public OptionKind Kind { get; init; } = Value switch
    {
        null => OptionKind.Flag,
        "<n>" => OptionKind.Number,
        "<time>" => OptionKind.Time,
        _ => OptionKind.Text,
    };

    /// <summary>It takes several values, which all count; of another the last counts.</summary>
    public bool Many { get; init; }

    /// <summary>On the command line it stands without a value.</summary>
    public bool IsFlag => Kind == OptionKind.Flag && !Many;

    /// <summary>It asks for an answer instead of a run: only the command line can.</summary>
    public bool IsQuestion { get; init; }

    /// <summary>Its values are shown and stored as <c>***</c>.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The long name, with its dashes.</summary>
    public string Name => Names[0];

    /// <summary>Its name in a configuration file.</summary>
    public string Key => Name[2..];

    /// <summary>Its name in the environment.</summary>
    public string Variable => VariablePrefix + Key.Replace('-', '_').ToUpperInvariant();

    /// <summary>What messages and the help call it: <c>-u, --users &lt;n&gt;</c>.</summary>
    public string Usage
    {
        get
        {
            var names = string.Join(", ", Names.Reverse());
            return Value is null ? names : $"{names} {Value}";
        }
    }

    /// <summary>One text with several values as these values.</summary>
    public IEnumerable<string> Split(string text) => this switch
    {
        { Many: false } or { Kind: OptionKind.Rule or OptionKind.Json } => [text],
        { Kind: OptionKind.Name } => text.Split([',', ' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries),
        _ => text.Split(',', StringSplitOptions.TrimEntries),
    };
}
