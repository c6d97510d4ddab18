using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Stampede.Engine;

/// <summary>A part of a YAML file, under a name. What it is not becomes one of the file's problems, and null or nothing is returned.</summary>
internal sealed class YamlPart(YamlNode node, string name, YamlProblems problems)
{
    /// <summary>What it stands under.</summary>
    public string Name => name;

    /// <summary>Its line, from 1.</summary>
    public long Line => node.Start.Line;

    public bool IsMap => node is YamlMappingNode;

    public bool IsList => node is YamlSequenceNode;

    /// <summary>Whether it is left empty: <c>key:</c> and nothing after it.</summary>
    public bool IsEmpty => node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };

    /// <summary>Says that something is wrong here.</summary>
    public void Wrong(string text) => problems.Add(Line, text);

    /// <summary>Its members by key; a key that is not among the known ones is a problem. Empty where it is no mapping.</summary>
    public IReadOnlyDictionary<string, YamlPart> Map(params IReadOnlyList<string> known)
    {
        var members = new Dictionary<string, YamlPart>(StringComparer.Ordinal);
        foreach (var (key, part) in Members())
        {
            if (known.Contains(key))
            {
                members.TryAdd(key, part);
                continue;
            }

            var nearest = NearestName.Of(key, known);
            part.Wrong($"'{key}' is not known in {name}{(nearest is null ? "." : $"; did you mean '{nearest}'?")} There {(known.Count == 1 ? "is" : "are")} {string.Join(", ", known)}.");
        }

        return members;
    }

    /// <summary>Its members in order, whatever their keys; empty where it is no mapping.</summary>
    public IReadOnlyList<(string Key, YamlPart Part)> Members()
    {
        if (node is not YamlMappingNode map)
        {
            if (!IsEmpty)
            {
                Wrong($"{Subject} is no mapping (key: value).");
            }

            return [];
        }

        return [.. map.Children.Select(c => (Key(c.Key), new YamlPart(c.Value, Key(c.Key), problems)))];
    }

    /// <summary>Its elements; empty where it is no list.</summary>
    public IReadOnlyList<YamlPart> Items()
    {
        if (node is YamlSequenceNode list)
        {
            return [.. list.Children.Select(c => new YamlPart(c, name, problems))];
        }

        if (!IsEmpty)
        {
            Wrong($"{Subject} is no list (- item).");
        }

        return [];
    }

    /// <summary>Its elements, or itself where it is no list.</summary>
    public IReadOnlyList<YamlPart> OneOrMore() => IsList ? Items() : IsEmpty ? [] : [this];

    /// <summary>Its text; null where it is none.</summary>
    public string? Text()
    {
        if (node is YamlScalarNode scalar && !IsEmpty)
        {
            return scalar.Value;
        }

        Wrong(IsEmpty ? $"{Subject} has no value." : $"{Subject} is no single value.");
        return null;
    }

    /// <summary>Its number within bounds; null where it is none.</summary>
    public double? Number(double least = double.MinValue, double most = double.MaxValue)
    {
        if (Text() is not { } text)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        var range = most < double.MaxValue ? $" from {least.ToString(CultureInfo.InvariantCulture)} to {most.ToString(CultureInfo.InvariantCulture)}" : least > double.MinValue ? $" of at least {least.ToString(CultureInfo.InvariantCulture)}" : "";
        Wrong($"'{text}' is no number{range}, which {Subject} has to be.");
        return null;
    }

    /// <summary>Its whole number within bounds; null where it is none.</summary>
    public int? Count(int least = 0, int most = int.MaxValue)
    {
        if (Text() is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Wrong($"'{text}' is no whole number{(most < int.MaxValue ? $" from {least} to {most}" : $" of at least {least}")}, which {Subject} has to be.");
        return null;
    }

    /// <summary>Its time span, in the grammar of all options: <c>90</c> (seconds), <c>5m</c>, <c>1h30m</c>, <c>250ms</c>; null where it is none.</summary>
    public TimeSpan? Time()
    {
        if (Text() is not { } text)
        {
            return null;
        }

        if (TimeSpanText.TryParse(text, out var time))
        {
            return time;
        }

        Wrong($"{Subject}: '{text}' is no time span: {TimeSpanText.Allowed}.");
        return null;
    }

    /// <summary>Its time span above zero; null where it is none.</summary>
    public TimeSpan? PositiveTime()
    {
        if (Time() is not { } time)
        {
            return null;
        }

        if (time > TimeSpan.Zero)
        {
            return time;
        }

        Wrong($"{Subject} must be above zero.");
        return null;
    }

    /// <summary>Whether it is this word.</summary>
    public bool Text(string word) => node is YamlScalarNode scalar && string.Equals(scalar.Value, word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it says true; null where it says neither that nor false.</summary>
    public bool? Flag()
    {
        switch (Text()?.ToLowerInvariant())
        {
            case null:
                return null;
            case "true" or "yes" or "on":
                return true;
            case "false" or "no" or "off":
                return false;
            default:
                Wrong($"{Subject} is true or false.");
                return null;
        }
    }

    private string Subject => name == "the file" ? "The file" : $"'{name}'";

    private static string Key(YamlNode key) => key is YamlScalarNode { Value: { } text } ? text : key.ToString();
}
