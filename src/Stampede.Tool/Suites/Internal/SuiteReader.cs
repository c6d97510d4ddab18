namespace Stampede.Engine;

/// <summary>Reads a suite file; what is wrong with it becomes its problems, each with its line.</summary>
internal sealed class SuiteReader
{
    private static readonly string[] Keys =
        ["name", "tests", "services", "health", "cool_down", "environment", "bands", "options", "host", "users", "spawn_rate", "run_time", "thresholds", "replace_thresholds"];

    private static readonly string[] EntryKeys =
        ["name", "file", "host", "users", "spawn_rate", "run_time", "thresholds", "replace_thresholds", "options", "environment", "health", "cool_down", "bands", "published", "services"];

    private readonly string _folder;
    private readonly YamlProblems _problems;
    private readonly Dictionary<string, long> _lines = [];
    private IReadOnlyList<SuiteService> _services = [];

    private SuiteReader(string folder, YamlProblems problems) => (_folder, _problems) = (folder, problems);

    /// <summary>Reads one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problems">Receives what is wrong; where there is any, what is returned must not be used.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static Suite? Read(string path, YamlProblems problems) => YamlText.Read(path, problems) is { } root
        ? new SuiteReader(Path.GetDirectoryName(path) ?? "", problems).Suite(root, path)
        : null;

    private Suite Suite(YamlPart root, string path)
    {
        var members = root.Map(Keys);
        _services = members.GetValueOrDefault("services") is { } services ? SuiteServiceReader.Read(services, _folder) : [];
        var health = members.GetValueOrDefault("health") is { } check ? Health(check) : null;
        var common = new SuiteEntry
        {
            Name = "",
            File = "",
            Line = 0,
            Arguments = Arguments(members),
            Environment = members.GetValueOrDefault("environment") is { } variables ? Environment(variables) : new Dictionary<string, string>(),
            Health = health,
            CoolDown = members.GetValueOrDefault("cool_down")?.Time() ?? TimeSpan.Zero,
            Bands = members.GetValueOrDefault("bands") is { } bands ? BandReader.Read(bands) : [],
            Services = [.. _services.Select(s => s.Name)],
        };
        List<SuiteEntry> entries = [];
        if (members.GetValueOrDefault("tests") is { } tests)
        {
            entries.AddRange(tests.Items().Select(t => Entry(t, common)).OfType<SuiteEntry>());
        }

        if (entries.Count == 0 && !_problems.Any)
        {
            root.Wrong("There is no test in the file: tests: is a list of them, each with its file: peak.cs.");
        }

        return new Suite
        {
            Name = members.GetValueOrDefault("name")?.Text() ?? Path.GetFileNameWithoutExtension(path),
            File = path,
            Health = health,
            Services = _services,
            Entries = entries,
        };
    }

    private SuiteEntry? Entry(YamlPart part, SuiteEntry common)
    {
        // "- peak.cs" is "- file: peak.cs".
        var members = part.IsMap ? part.Map(EntryKeys) : new Dictionary<string, YamlPart> { ["file"] = part };
        var file = members.GetValueOrDefault("file");
        if (file is null)
        {
            part.Wrong("A test has no 'file', the load test that it runs.");
        }

        var path = file?.Text() is { } text ? Path.Combine(_folder, text) : null;
        if (path is not null && !File.Exists(path) && !Directory.Exists(path))
        {
            file!.Wrong($"There is no file '{path}'.");
        }

        var name = members.GetValueOrDefault("name")?.Text() ?? (path is null ? null : Path.GetFileNameWithoutExtension(path));
        if (name is not null && !_lines.TryAdd(name, part.Line))
        {
            part.Wrong($"There are two tests '{name}', the other in line {_lines[name]}: give one another name.");
        }

        var entry = common with
        {
            Name = name ?? "",
            File = path ?? "",
            Line = part.Line,
            Arguments = [.. common.Arguments, .. Arguments(members)],
            Environment = members.GetValueOrDefault("environment") is { } variables ? Merged(common.Environment, Environment(variables)) : common.Environment,
            Health = members.GetValueOrDefault("health") is { } health ? health.Text("none") ? null : Health(health) : common.Health,
            CoolDown = members.GetValueOrDefault("cool_down")?.Time() ?? common.CoolDown,
            Bands = members.GetValueOrDefault("bands") is { } bands ? BandReader.Merge(common.Bands, BandReader.Read(bands)) : common.Bands,
            Published = members.GetValueOrDefault("published") is { } published ? PublishedReader.Read(published) : null,
            Services = members.GetValueOrDefault("services") is { } used ? Used(used) : common.Services,
        };
        return name is null || path is null ? null : entry;
    }

    private SuiteArgument[] Arguments(IReadOnlyDictionary<string, YamlPart> members)
    {
        var arguments = new List<SuiteArgument>();
        foreach (var (key, part) in members)
        {
            arguments.AddRange(key switch
            {
                "host" or "users" or "spawn_rate" or "run_time" or "replace_thresholds" => SuiteOptionReader.Option(key, part),
                "thresholds" => SuiteOptionReader.Option("threshold", part),
                "options" => part.Members().SelectMany(o => SuiteOptionReader.Option(o.Key, o.Part)),
                _ => [],
            });
        }

        foreach (var argument in arguments)
        {
            CheckNames(argument.Text, argument.Line);
        }

        return [.. arguments];
    }

    private Dictionary<string, string> Environment(YamlPart part)
    {
        var variables = new Dictionary<string, string>();
        foreach (var (name, value) in part.Members())
        {
            variables[name] = value.IsEmpty ? "" : value.Text() ?? "";
            CheckNames(variables[name], value.Line);
        }

        return variables;
    }

    private HealthCheck? Health(YamlPart part)
    {
        var members = part.IsMap ? part.Map("url", "status", "contains", "timeout", "retries", "every") : new Dictionary<string, YamlPart> { ["url"] = part };
        if (!members.TryGetValue("url", out var url))
        {
            part.Wrong("A health check has no 'url'.");
            return null;
        }

        if (url.Text() is not { } address)
        {
            return null;
        }

        CheckNames(address, url.Line);
        if (!address.StartsWith("${", StringComparison.Ordinal) && !(Uri.TryCreate(address, UriKind.Absolute, out var found) && found.Scheme is "http" or "https"))
        {
            url.Wrong($"'{address}' is no address with scheme, such as http://localhost:8000/health or ${{service}}/health.");
        }

        var defaults = new HealthCheck(address);
        return defaults with
        {
            Status = members.GetValueOrDefault("status")?.Count(100, 599) ?? defaults.Status,
            Contains = members.GetValueOrDefault("contains")?.Text(),
            Timeout = members.GetValueOrDefault("timeout")?.PositiveTime() ?? defaults.Timeout,
            Retries = members.GetValueOrDefault("retries")?.Count(0, 10_000) ?? defaults.Retries,
            Every = members.GetValueOrDefault("every")?.Time() ?? defaults.Every,
        };
    }

    private List<string> Used(YamlPart part)
    {
        var names = part.OneOrMore().Select(p => (Part: p, Name: p.Text())).Where(p => p.Name is not null).ToArray();
        foreach (var (place, name) in names.Where(n => _services.All(s => s.Name != n.Name)))
        {
            place.Wrong(UnknownService(name!));
        }

        return [.. names.Select(n => n.Name!)];
    }

    private void CheckNames(string text, long line)
    {
        foreach (var name in Placeholders.Services(text).Where(n => _services.All(s => s.Name != n)))
        {
            _problems.Add(line, $"${{{name}}}: {UnknownService(name)}");
        }
    }

    private string UnknownService(string name) => _services.Count == 0
        ? $"there is no service '{name}'; the suite has none."
        : $"there is no service '{name}'{(NearestName.Of(name, _services.Select(s => s.Name)) is { } nearest ? $"; did you mean '{nearest}'?" : ".")} There are {string.Join(", ", _services.Select(s => s.Name))}.";

    private static Dictionary<string, string> Merged(IReadOnlyDictionary<string, string> common, Dictionary<string, string> own)
    {
        var merged = new Dictionary<string, string>(common);
        foreach (var (name, value) in own)
        {
            merged[name] = value;
        }

        return merged;
    }
}
