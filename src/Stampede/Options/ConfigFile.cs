using System.Text.Json;

namespace Stampede.Engine;

/// <summary>Options from a JSON file, with comments and trailing commas: <c>{ "users": 100, "spawn-rate": 10 }</c>.</summary>
internal sealed class ConfigFile
{
    /// <summary>The file that is read without being named.</summary>
    public const string DefaultName = "stampede.json";

    public static readonly JsonDocumentOptions Leniently = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly Dictionary<OptionSpec, GivenValue> _given = [];
    private readonly Dictionary<string, OptionSpec> _known;
    private readonly List<string> _problems;
    private readonly string _name;

    private ConfigFile(string name, IReadOnlyList<OptionSpec> options, List<string> problems)
    {
        _name = name;
        _problems = problems;
        _known = options.Where(o => !o.IsQuestion && o != OptionList.Config).ToDictionary(o => o.Key);
    }

    /// <summary>Reads one.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="options">The options there are.</param>
    /// <param name="problems">Receives what is wrong with it.</param>
    public static Dictionary<OptionSpec, GivenValue> Read(string path, string name, IReadOnlyList<OptionSpec> options, List<string> problems)
    {
        var file = new ConfigFile(name, options, problems);
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path), Leniently);
            file.Add(json.RootElement);
        }
        catch (JsonException e)
        {
            problems.Add($"{name}, line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}: this is no JSON. {WithoutPlace(e.Message)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"The configuration file '{name}' cannot be read: {e.Message}");
        }

        return file._given;
    }

    private void Add(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            _problems.Add($"{_name} must hold an object, as in {{ \"users\": 100 }}.");
            return;
        }

        foreach (var member in root.EnumerateObject())
        {
            if (!_known.TryGetValue(member.Name, out var spec))
            {
                _problems.Add(Unknown(member.Name));
            }
            else if (_given.ContainsKey(spec))
            {
                _problems.Add($"{_name}: {member.Name} is there twice.");
            }
            else
            {
                _given[spec] = new GivenValue(Texts(spec, member.Value), $"{_name}: {spec.Key}", _name);
            }
        }
    }

    private IReadOnlyList<string> Texts(OptionSpec spec, JsonElement value)
    {
        if (spec.Many && value.ValueKind == JsonValueKind.Array)
        {
            return [.. value.EnumerateArray().SelectMany(item => Text(spec, item, isItem: true))];
        }

        return [.. Text(spec, value, isItem: false)];
    }

    private IEnumerable<string> Text(OptionSpec spec, JsonElement value, bool isItem)
    {
        var isText = value.ValueKind == JsonValueKind.String;
        var isNumber = value.ValueKind == JsonValueKind.Number;
        switch (spec.Kind)
        {
            case OptionKind.Flag when value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                return [value.GetBoolean() ? "true" : "false"];
            case OptionKind.Number or OptionKind.Time when isNumber:
            case OptionKind.Json when value.ValueKind is JsonValueKind.Object or JsonValueKind.Array:
                return [value.GetRawText()];
            case OptionKind.Time or OptionKind.Json or OptionKind.Rule when isText:
                return [value.GetString()!];
            case OptionKind.Text or OptionKind.Name when isText && isItem && value.GetString()!.Contains(','):
                _problems.Add($"{_name}: {spec.Key} has a value with a comma, which separates values; leave it out.");
                return [];
            case OptionKind.Text or OptionKind.Name when isText:
                return isItem ? [value.GetString()!] : spec.Split(value.GetString()!);
            default:
                var found = spec.IsSecret ? Results.SecretMask.Mask : value.GetRawText();
                _problems.Add($"{_name}: {spec.Key} {(isItem ? "has" : "is")} {found}; it must be {Must(spec)}.");
                return [];
        }
    }

    private static string Must(OptionSpec spec)
    {
        var one = spec.Kind switch
        {
            OptionKind.Flag => "true or false",
            OptionKind.Number => "a number",
            OptionKind.Time => "a time span, as \"20m\", or a number of seconds",
            OptionKind.Json => "an object, or a file's path",
            _ => "a text",
        };
        return spec.Many ? $"{one}, or a list of them" : one;
    }

    private string Unknown(string key)
    {
        if (key == OptionList.Config.Key)
        {
            return $"{_name}: a configuration file cannot name another one.";
        }

        if (LocustOptions.Answer("--" + key) is { } answer)
        {
            return $"{_name}: {key}: {answer}";
        }

        var nearest = NearestName.Of(key, _known.Keys);
        return $"{_name}: there is no option '{key}'" + (nearest is null ? "; --help lists them." : $". Did you mean '{nearest}'?");
    }

    // The place stands in front, counted from 1.
    public static string WithoutPlace(string message)
    {
        var place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return place < 0 ? message : message[..place];
    }
}
