namespace Stampede.Engine;

/// <summary>The answer to <c>--help</c>.</summary>
internal static class HelpText
{
    private const int Indent = 2;

    /// <summary>The lines of the help.</summary>
    /// <param name="file">The load-test file, as it is called in the examples.</param>
    /// <param name="options">The options there are.</param>
    /// <param name="width">Columns that may be used; below 60 counts as 60.</param>
    public static IEnumerable<string> Lines(string file, IReadOnlyList<OptionSpec> options, int width)
    {
        width = Math.Max(width, 60);
        yield return $"Usage: dotnet run {file} -- [options] [UserClass ...]";
        yield return "";
        foreach (var line in Wrap("Runs the load test. Options override what the file says; user classes named after them are the only ones that run. "
            + "Each option may also be a variable, STAMPEDE_USERS=100, or stand in a configuration file, stampede.json.", width))
        {
            yield return line;
        }

        yield return "";
        yield return "Example:";
        yield return $"  dotnet run {file} -- -u 100 -r 10 -t 5m -H http://localhost:8000 --threshold \"p(99) < 500ms\"";

        var column = options.Max(o => UsageOf(o).Length) + Indent + 2;
        foreach (var group in options.GroupBy(o => o.Group))
        {
            yield return "";
            yield return $"{group.Key}:";
            foreach (var line in group.SelectMany(option => Option(option, column, width)))
            {
                yield return line;
            }
        }

        yield return "";
        yield return "Exit codes:";
        foreach (var line in Wrap(
            "0 passed, 1 requests failed or users crashed (see --exit-code-on-error), 2 usage or configuration, 3 threshold failed, 4 no data, "
            + "5 invalid, 7 error in Stampede or its files, 130 second Ctrl-C. The first Ctrl-C stops the run and judges it.", width - Indent))
        {
            yield return new string(' ', Indent) + line;
        }
    }

    /// <summary>Breaks a text at spaces into lines of at most <paramref name="width"/> characters; a longer word has a line of its own.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }

    private static IEnumerable<string> Option(OptionSpec option, int column, int width)
    {
        var text = option.Default is null ? option.Text : $"{option.Text} Default: {option.Default}.";
        var left = new string(' ', Indent) + UsageOf(option);
        foreach (var line in Wrap(text, width - column))
        {
            yield return left.PadRight(column) + line;
            left = "";
        }
    }

    // Short names stand in a column of their own.
    private static string UsageOf(OptionSpec option) => option.Names[^1].Length == 2 ? option.Usage : $"    {option.Usage}";
}
