using System.Globalization;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>Reads options from layers, each beating those before it, and collects what is wrong, so that all mistakes are reported together.</summary>
/// <param name="layers">What each layer gives, the lowest first.</param>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class OptionReader(IReadOnlyList<IReadOnlyDictionary<OptionSpec, GivenValue>> layers, List<string> problems)
{
    /// <summary>What was given that changes the load test, as it was typed.</summary>
    public Dictionary<string, string> Overrides { get; } = [];

    /// <summary>What the highest layer that has the option says; null where none has.</summary>
    public GivenValue? Given(OptionSpec spec)
    {
        for (var i = layers.Count - 1; i >= 0; i--)
        {
            if (layers[i].TryGetValue(spec, out var given))
            {
                return given;
            }
        }

        return null;
    }

    /// <summary>A flag; null where nobody says.</summary>
    public bool? Flag(OptionSpec spec)
    {
        if (Text(spec) is not { } text)
        {
            return null;
        }

        if (text is not ("true" or "false"))
        {
            Refuse(spec, text, "true or false");
        }

        return text == "true";
    }

    /// <summary>Every value of an option that may be given several times.</summary>
    public IReadOnlyList<string> Texts(OptionSpec spec)
    {
        var given = Given(spec);
        foreach (var _ in given?.Texts.Where(string.IsNullOrWhiteSpace) ?? [])
        {
            problems.Add($"{given!.Name} is empty.");
        }

        return given?.Texts ?? [];
    }

    /// <summary>Thresholds, each checked: the message marks the place of a mistake.</summary>
    public IReadOnlyList<string> Thresholds(OptionSpec spec)
    {
        var texts = Texts(spec);
        foreach (var text in texts)
        {
            if (!Threshold.TryParse(text, out _, out var problem))
            {
                problems.Add($"{Given(spec)!.Name}: {problem}");
            }
        }

        return texts;
    }

    /// <summary>The value of an option; where it is given several times the last, as in Locust.</summary>
    public string? Text(OptionSpec spec)
    {
        var value = Given(spec) is { Texts: [.., var last] } ? last : null;
        if (value is not null && string.IsNullOrWhiteSpace(value))
        {
            problems.Add($"{Given(spec)!.Name} is empty.");
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

        Refuse(spec, text, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least:N0} to {most:N0}"));
        return null;
    }

    /// <summary>A number of things, at least 1.</summary>
    public long? Count(OptionSpec spec)
    {
        if (Text(spec) is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= 1)
        {
            return value;
        }

        Refuse(spec, text, "a whole number, 1 or more");
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

        Refuse(spec, text, string.Create(CultureInfo.InvariantCulture, $"a number above 0, at most {most:N0}"));
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

        Refuse(spec, text, $"a whole number from 0 to {ulong.MaxValue}");
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
            Refuse(spec, text, "a time span: 300s, 20m, 1h30m, or 60 for seconds");
            return null;
        }

        if (value > TimeSpan.Zero || zeroAllowed)
        {
            return value;
        }

        Refuse(spec, text, "above zero");
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

        Refuse(spec, text, "DEBUG, INFO, WARNING, ERROR or CRITICAL");
        return null;
    }

    /// <summary>Notes an option that was given as a change to the load test, and where, unless on the command line.</summary>
    public void Override(OptionSpec spec, string setting)
    {
        if (Given(spec) is { Texts.Count: > 0 } given)
        {
            var value = spec.IsSecret ? SecretMask.Mask : spec.Many ? string.Join(", ", given.Texts) : given.Texts[^1];
            Overrides[setting] = given.From is null ? value : $"{value} ({given.From})";
        }
    }

    private void Refuse(OptionSpec spec, string text, string must) => problems.Add($"{Given(spec)!.Name} is '{text}'; it must be {must}.");
}
