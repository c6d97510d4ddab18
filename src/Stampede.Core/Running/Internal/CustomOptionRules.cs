using System.Text.RegularExpressions;

namespace Stampede.Engine;

/// <summary>What can be wrong with the options that a load test declares.</summary>
internal static partial class CustomOptionRules
{
    /// <summary>Everything that is, each with the option's name.</summary>
    public static IEnumerable<string> Problems(IReadOnlyList<CustomOption> options)
    {
        foreach (var option in options)
        {
            var name = $"LoadTest.Options: '{option.Name}'";
            if (!Allowed().IsMatch(option.Name))
            {
                yield return $"{name} is no name: it has small letters, digits and single hyphens between them, and begins with two letters, as 'cart-size'.";
            }

            if (string.IsNullOrWhiteSpace(option.Description))
            {
                yield return $"{name} has no description, which --help shows.";
            }

            if (!OptionText.IsKnown(option.ValueType))
            {
                yield return $"{name} is of the type {option.ValueType.Name}: it can be string, int, long, double, bool, TimeSpan, an enum, or an array of one of these.";
                continue;
            }

            foreach (var choice in option.Choices.Where(c => !OptionText.TryRead(option.ValueType, c, out _)))
            {
                yield return $"{name} has the choice '{choice}', which is not {OptionText.Must(option.ValueType)}.";
            }

            if (!option.Required && OptionText.Format(option.DefaultValue) is { } text && !option.TryRead(text, out _))
            {
                yield return $"{name} has the default '{text}', which it does not allow; it must be {option.Must}.";
            }
        }

        foreach (var same in options.GroupBy(o => o.Name).Where(g => g.Count() > 1))
        {
            yield return $"LoadTest.Options: {same.Count()} options are named '{same.Key}'.";
        }
    }

    /// <summary>What is said where a required option has no value.</summary>
    public static string Missing(CustomOption option) =>
        $"--{option.Name} is required: give it here, as STAMPEDE_{option.Name.Replace('-', '_').ToUpperInvariant()} or as \"{option.Name}\" in a configuration file.";

    [GeneratedRegex("^[a-z][a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex Allowed();
}
