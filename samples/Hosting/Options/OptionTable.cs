using System.Text;

namespace Samples;

/// <summary>The options of a sample: reads a command line by them, and tells them. Every mistake is reported, not only the first.</summary>
/// <param name="title">The sample, in a line.</param>
/// <param name="check">What is wrong with options that are right one by one.</param>
/// <param name="groups">The options, as the help groups them.</param>
public sealed class OptionTable<TOptions>(
    string title, Func<TOptions, IEnumerable<string>> check, params IReadOnlyList<SampleOption<TOptions>>[] groups)
{
    private const int HelpColumn = 27;

    private readonly Dictionary<string, SampleOption<TOptions>> _byName = groups.SelectMany(group => group).ToDictionary(option => option.Name);

    /// <summary>The text of <c>--help</c>.</summary>
    public string Usage
    {
        get
        {
            var text = new StringBuilder(title).AppendLine();
            foreach (var group in groups)
            {
                text.AppendLine();
                foreach (var option in group)
                {
                    text.Append("  ").Append($"{option.Name} {option.Value}".TrimEnd().PadRight(HelpColumn)).AppendLine(option.Help);
                }
            }

            return text.Append("  ").Append("--help".PadRight(HelpColumn)).Append("this text").ToString();
        }
    }

    /// <summary>Reads a command line.</summary>
    public ParsedOptions<TOptions> Parse(IReadOnlyList<string> args, TOptions defaults)
    {
        var options = defaults;
        var problems = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] is "--help" or "-h")
            {
                return new(options, [], Help: true);
            }

            // --name value, and --name=value.
            var equals = args[i].StartsWith("--", StringComparison.Ordinal) ? args[i].IndexOf('=') : -1;
            if (!_byName.TryGetValue(equals < 0 ? args[i] : args[i][..equals], out var option) || (equals >= 0 && option.Value is null))
            {
                problems.Add($"Unknown argument '{args[i]}'.");
                continue;
            }

            var value = equals >= 0 ? args[i][(equals + 1)..] : option.Value is not null && i + 1 < args.Count ? args[++i] : "";
            options = option.Set(options, new(option.Name, value, problems));
        }

        problems.AddRange(check(options));
        return new(options, problems, Help: false);
    }
}
