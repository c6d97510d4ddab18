using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>Reads values of parsed options and collects what is wrong with them, so that all mistakes are reported together.</summary>
internal sealed class OptionReader(System.CommandLine.ParseResult parsed, IReadOnlyDictionary<OptionSpec, Option<string[]>> options)
{
    public List<string> Problems { get; } = [];

    /// <summary>What was given that changes the load test, as it was typed.</summary>
    public Dictionary<string, string> Overrides { get; } = [];

    public bool Flag(OptionSpec spec) => parsed.GetResult(options[spec]) is { Implicit: false };

    /// <summary>Every value of an option that may be given several times.</summary>
    public IReadOnlyList<string> Texts(OptionSpec spec)
    {
        if (parsed.GetResult(options[spec]) is not { Implicit: false } result)
        {
            return [];
        }

        if (result.Tokens.Count < result.IdentifierTokenCount)
        {
            Problems.Add($"{spec.Name} needs a value: {spec.Usage}.");
        }

        return [.. result.Tokens.Select(t => t.Value)];
    }

    /// <summary>Thresholds, each checked: the message marks the place of a mistake.</summary>
    public IReadOnlyList<string> Thresholds(OptionSpec spec)
    {
        var texts = Texts(spec);
        foreach (var text in texts)
        {
            if (!Threshold.TryParse(text, out _, out var problem))
            {
                Problems.Add($"{spec.Name}: {problem}");
            }
        }

        return texts;
    }

    /// <summary>The value of an option; where it is given several times the last, as in Locust.</summary>
    public string? Text(OptionSpec spec)
    {
        var value = Texts(spec).LastOrDefault();
        if (value is not null && string.IsNullOrWhiteSpace(value))
        {
            Problems.Add($"{spec.Name} is empty.");
            return null;
        }

        return value;
    }

    public int? Integer(OptionSpec spec, int least, int most)
    {
        if (Text(spec) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
        {
            return value;
        }

        Problems.Add(string.Create(
            CultureInfo.InvariantCulture, $"{spec.Name} is '{text}'; it must be a whole number from {least:N0} to {most:N0}."));
        return null;
    }

    public double? Rate(OptionSpec spec, double most)
    {
        if (Text(spec) is not { } text)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 && value <= most)
        {
            return value;
        }

        Problems.Add(string.Create(CultureInfo.InvariantCulture, $"{spec.Name} is '{text}'; it must be a number above 0, at most {most:N0}."));
        return null;
    }

    public ulong? Unsigned(OptionSpec spec)
    {
        if (Text(spec) is not { } text)
        {
            return null;
        }

        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        Problems.Add($"{spec.Name} is '{text}'; it must be a whole number from 0 to {ulong.MaxValue}.");
        return null;
    }

    public TimeSpan? Time(OptionSpec spec, bool zeroAllowed)
    {
        if (Text(spec) is not { } text)
        {
            return null;
        }

        if (!TimeSpanText.TryParse(text, out var value))
        {
            Problems.Add($"{spec.Name} is '{text}'; it must be a time span: 300s, 20m, 1h30m, or 60 for seconds.");
            return null;
        }

        if (value > TimeSpan.Zero || zeroAllowed)
        {
            return value;
        }

        Problems.Add($"{spec.Name} is '{text}'; it must be above zero.");
        return null;
    }

    public LogLevel? Level(OptionSpec spec)
    {
        if (Text(spec) is not { } text)
        {
            return null;
        }

        // Only the names: Enum.TryParse alone also takes numbers.
        if (char.IsAsciiLetter(text[0]) && Enum.TryParse<LogLevel>(text, ignoreCase: true, out var value))
        {
            return value;
        }

        Problems.Add($"{spec.Name} is '{text}'; it must be DEBUG, INFO, WARNING, ERROR or CRITICAL.");
        return null;
    }

    /// <summary>Notes an option that was given as a change to the load test.</summary>
    public void Override(OptionSpec spec, string setting)
    {
        if (parsed.GetResult(options[spec]) is { Implicit: false } result)
        {
            Overrides[setting] = spec.Value is null ? "true" : string.Join(", ", result.Tokens.TakeLast(spec == OptionList.Threshold ? int.MaxValue : 1).Select(t => t.Value));
        }
    }
}
