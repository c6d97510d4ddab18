namespace Stampede.Engine;

/// <summary>
/// Short options may stand together (<c>-lq</c>) and next to their value (<c>-u100</c>). A word behind one dash (<c>-headless</c>, <c>-users</c>) must
/// not be read as such: it gets two more dashes, which no option has, so that the parser leaves it alone.
/// </summary>
internal static class ShortOptions
{
    private const string Mark = "--";

    /// <summary>What the parser is given for an argument.</summary>
    public static string Unbundled(string arg, IReadOnlyList<OptionSpec> options) => IsWord(arg, options) ? Mark + arg : arg;

    /// <summary>The argument again.</summary>
    public static string AsTyped(string arg) => arg.StartsWith(Mark + "-", StringComparison.Ordinal) ? arg[Mark.Length..] : arg;

    private static bool IsWord(string arg, IReadOnlyList<OptionSpec> options)
    {
        if (arg.Length < 3 || arg[0] != '-' || arg[1] == '-')
        {
            return false;
        }

        if (options.Any(o => o.Names.Contains("-" + arg.Split('=')[0])))
        {
            return true;
        }

        for (var i = 1; i < arg.Length; i++)
        {
            var option = options.FirstOrDefault(o => o.Names.Contains($"-{arg[i]}"));
            if (option?.Value is not null)
            {
                return false; // the rest is its value
            }

            if (option is null)
            {
                return i > 1; // the first letter is no option: the parser sees that itself
            }
        }

        return false;
    }
}
