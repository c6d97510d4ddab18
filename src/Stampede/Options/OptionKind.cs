namespace Stampede.Engine;

/// <summary>What an option's value is, wherever it is given: it says how a JSON value and a variable of the environment are read.</summary>
internal enum OptionKind
{
    /// <summary>True or false; on the command line without a value.</summary>
    Flag,

    Number,

    /// <summary>A time span; a number is seconds.</summary>
    Time,

    /// <summary>Any text. Several are separated by commas.</summary>
    Text,

    /// <summary>A text without spaces. Several are separated by commas or spaces.</summary>
    Name,

    /// <summary>A threshold. Several are separated by <c>;;</c>, and only in the environment.</summary>
    Rule,

    /// <summary>JSON, or the path of a file with it.</summary>
    Json,
}
