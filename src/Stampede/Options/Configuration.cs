using System.Net;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>
/// The options of a run from all layers, the lowest first: <c>stampede.json</c> beside the load-test file, that of the current folder, the file of
/// <c>--config</c>, the environment, the command line. Where <see cref="Problems"/> are not empty, the options must not be used, but for a wish for help.
/// </summary>
internal sealed class Configuration
{
    private const int MostUsers = 1_000_000;

    private readonly List<string> _problems = [];
    private readonly List<string> _missing = [];
    private readonly List<string> _warnings = [];
    private readonly List<string> _files = [];

    private Configuration(IReadOnlyList<string> args, IReadOnlyList<string> classNames, OptionSources sources, IReadOnlyList<CustomOption> custom)
    {
        Known = new OptionSet(custom, _problems);
        var commandLine = CommandLine.Read(args, Known.All, classNames, _problems);
        var environment = EnvironmentLayer.Read(sources.Environment, Known.Named, _warnings);
        var config = new OptionReader([environment, commandLine], _problems).Text(OptionList.Config);
        var layers = new List<Dictionary<OptionSpec, GivenValue>>();
        foreach (var (path, name) in Files(sources, config))
        {
            layers.Add(ConfigFile.Read(path, name, Known.Named, _problems));
            _files.Add(name);
        }

        var reader = new OptionReader([.. layers, environment, commandLine], _problems);
        Options = Read(reader) with { Classes = Classes(reader, classNames), ClassOptions = ClassOptions(reader, sources), OptionValues = Values(reader), Overrides = Changes(reader), Otlp = OtlpSettings.Read(reader.Text(OptionList.Otlp), sources.Environment, _problems) };
        if (Options.CsvFullHistory && Options.Csv is null)
        {
            _problems.Add("--csv-full-history needs --csv <prefix>.");
        }
    }

    /// <summary>The options there are.</summary>
    public OptionSet Known { get; }

    public EntranceOptions Options { get; }

    /// <summary>Everything that is wrong; what is missing for a run does not matter to a question.</summary>
    public IReadOnlyList<string> Problems => Options.IsQuestion ? _problems : [.. _problems, .. _missing];

    /// <summary>What is said about the environment; it ends nothing.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>The configuration files that were read, the lowest first.</summary>
    public IReadOnlyList<string> FilesRead => _files;

    /// <summary>Reads them.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="classNames">The user classes there are.</param>
    /// <param name="sources">The rest.</param>
    /// <param name="custom">The load test's own options; default none.</param>
    public static Configuration Read(
        IReadOnlyList<string> args, IReadOnlyList<string> classNames, OptionSources sources, IReadOnlyList<CustomOption>? custom = null) =>
        new(args, classNames, sources, custom ?? []);

    private static IEnumerable<(string Path, string Name)> Files(OptionSources sources, string? config)
    {
        var beside = sources.FileFolder is { } folder ? Path.Combine(folder, ConfigFile.DefaultName) : null;
        var here = sources.CurrentFolder is { } current ? Path.Combine(current, ConfigFile.DefaultName) : null;
        var asked = config is null ? null : Path.Combine(sources.CurrentFolder ?? "", config);
        if (beside is not null && beside != here && File.Exists(beside))
        {
            yield return (beside, beside);
        }

        if (here is not null && File.Exists(here))
        {
            yield return (here, ConfigFile.DefaultName);
        }

        if (asked is not null && asked != here)
        {
            yield return (asked, config!);
        }
    }

    private EntranceOptions Read(OptionReader reader) => new()
    {
        Help = reader.Flag(OptionList.Help) ?? false,
        Version = reader.Flag(OptionList.Version) ?? false,
        List = reader.Flag(OptionList.List) ?? false,
        Host = Address(reader),
        Users = reader.Integer(OptionList.Users, 1, MostUsers),
        SpawnRate = reader.Rate(OptionList.SpawnRate, MostUsers),
        RunTime = reader.Time(OptionList.RunTime, zeroAllowed: false),
        ScaleTo = reader.Time(OptionList.ScaleTo, zeroAllowed: false),
        ShowTaskRatio = reader.Flag(OptionList.ShowTaskRatio) ?? false,
        RunOnce = reader.Flag(OptionList.RunOnce) ?? false,
        ShowTaskRatioJson = reader.Flag(OptionList.ShowTaskRatioJson) ?? false,
        Tags = reader.Texts(OptionList.Tags),
        ExcludeTags = reader.Texts(OptionList.ExcludeTags),
        EqualWeights = reader.Flag(OptionList.EqualWeights) ?? false,
        Iterations = reader.Count(OptionList.Iterations),
        IterationsPerUser = reader.Count(OptionList.IterationsPerUser),
        Requests = reader.Count(OptionList.Requests),
        WarmUp = reader.Time(OptionList.WarmUp, zeroAllowed: true),
        CoolDown = reader.Time(OptionList.CoolDown, zeroAllowed: true),
        ResetStats = reader.Flag(OptionList.ResetStats) ?? false,
        Insist = reader.Flag(OptionList.Insist) ?? false,
        StopTimeout = reader.Time(OptionList.StopTimeout, zeroAllowed: true),
        StartRetries = reader.Integer(OptionList.StartRetries, 0, 1_000),
        TrustAnyCertificate = reader.Flag(OptionList.TrustAnyCertificate),
        Seed = reader.Unsigned(OptionList.Seed),
        Loops = reader.Integer(OptionList.Loops, 1, 1_024),
        Thresholds = reader.Thresholds(OptionList.Threshold),
        Accept = reader.Texts(OptionList.Accept),
        ReplaceThresholds = reader.Flag(OptionList.ReplaceThresholds) ?? false,
        ExitCodeOnError = reader.Integer(OptionList.ExitCodeOnError, 0, 255) ?? 1,
        Results = reader.Text(OptionList.Results) ?? "results",
        NoResults = reader.Flag(OptionList.NoResults) ?? false,
        Csv = reader.Text(OptionList.Csv),
        CsvFullHistory = reader.Flag(OptionList.CsvFullHistory) ?? false,
        Html = reader.Text(OptionList.Html),
        Json = reader.Flag(OptionList.Json) ?? false,
        JsonFile = reader.Text(OptionList.JsonFile),
        PrintStats = reader.Flag(OptionList.PrintStats) ?? false,
        OnlySummary = reader.Flag(OptionList.OnlySummary) ?? false,
        Headless = reader.Flag(OptionList.Headless) ?? false,
        GitHub = reader.Flag(OptionList.GitHub) ?? false,
        Prometheus = ListenAddress(reader),
        LogLevel = reader.Level(OptionList.LogLevel) ?? LogLevel.Info,
        LogFile = reader.Text(OptionList.LogFile),
        SkipLogSetup = reader.Flag(OptionList.SkipLogSetup) ?? false,
    };

    private string? Address(OptionReader reader)
    {
        if (reader.Text(OptionList.Host) is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0)
        {
            return text;
        }

        _problems.Add($"{reader.Given(OptionList.Host)!.Name} is '{text}'; it must be an address with scheme: http://localhost:8000 or https://example.org.");
        return null;
    }

    private IPEndPoint? ListenAddress(OptionReader reader)
    {
        if (reader.Text(OptionList.Prometheus) is not { } text)
        {
            return null;
        }

        if (PrometheusEndpoint.TryParseAddress(text, out var address))
        {
            return address;
        }

        _problems.Add($"{reader.Given(OptionList.Prometheus)!.Name} is '{text}'; it must be a port from 0 to 65535, or an address and a port: 0.0.0.0:9464.");
        return null;
    }

    private IReadOnlyList<UserClassOptions> ClassOptions(OptionReader reader, OptionSources sources) => reader.Given(OptionList.ConfigUsers) is { } given
        ? [.. given.Texts.SelectMany(text => new ConfigUsers(given.Name, sources.CurrentFolder ?? "", _problems).Read(text))]
        : [];

    private Dictionary<string, string> Values(OptionReader reader)
    {
        var values = new Dictionary<string, string>();
        foreach (var (spec, option) in Known.Custom)
        {
            if (reader.Given(spec) is not { } given)
            {
                if (option.Required)
                {
                    _missing.Add(CustomOptionRules.Missing(option));
                }

                continue;
            }

            if (given.Texts.Count == 0 && !spec.Many)
            {
                continue; // its mistake is known already
            }

            var text = spec.Many ? string.Join(',', given.Texts) : given.Texts[^1];
            if (option.TryRead(text, out _))
            {
                values[option.Name] = text;
            }
            else
            {
                _problems.Add($"{given.Name} is '{(spec.IsSecret ? SecretMask.Mask : text)}'; it must be {option.Must}.");
            }
        }

        return values;
    }

    private Dictionary<string, string> Changes(OptionReader reader)
    {
        reader.Override(OptionList.Host, "host");
        reader.Override(OptionList.Users, "users");
        reader.Override(OptionList.SpawnRate, "spawn rate");
        reader.Override(OptionList.RunTime, "run time");
        reader.Override(OptionList.ScaleTo, "scaled to");
        reader.Override(OptionList.StopTimeout, "stop timeout");
        reader.Override(OptionList.StartRetries, "start retries");
        reader.Override(OptionList.TrustAnyCertificate, "trust any certificate");
        reader.Override(OptionList.Seed, "seed");
        reader.Override(OptionList.Loops, "loops");
        reader.Override(OptionList.Tags, "tags");
        reader.Override(OptionList.ExcludeTags, "exclude tags");
        reader.Override(OptionList.EqualWeights, "equal weights");
        reader.Override(OptionList.ConfigUsers, "user classes changed");
        reader.Override(OptionList.Iterations, "iterations");
        reader.Override(OptionList.IterationsPerUser, "iterations per user");
        reader.Override(OptionList.Requests, "requests");
        reader.Override(OptionList.WarmUp, "warm-up");
        reader.Override(OptionList.CoolDown, "cool-down");
        reader.Override(OptionList.ResetStats, "reset stats");
        reader.Override(OptionList.Insist, "insist");
        reader.Override(OptionList.Threshold, "thresholds");
        reader.Override(OptionList.Accept, "accepted findings");
        reader.Override(OptionList.ReplaceThresholds, "thresholds replaced");
        foreach (var (spec, _) in Known.Custom)
        {
            reader.Override(spec, spec.Key);
        }

        return reader.Overrides;
    }

    private List<string> Classes(OptionReader reader, IReadOnlyList<string> classNames)
    {
        var given = reader.Given(OptionList.UserClasses);
        foreach (var name in given?.Texts.Where(t => !classNames.Contains(t)) ?? [])
        {
            _problems.Add((given!.From is { } from ? $"{from}: " : "") + UnknownClass(name, classNames));
        }

        return [.. given?.Texts.Distinct() ?? []];
    }

    private static string UnknownClass(string typed, IReadOnlyList<string> classNames)
    {
        if (classNames.Count == 0)
        {
            return $"'{typed}' names no user class; the file has none.";
        }

        var nearest = NearestName.Of(typed, classNames);
        return $"'{typed}' names no user class; there are: {string.Join(", ", classNames)}."
            + (nearest is null ? "" : $" Did you mean '{nearest}'?");
    }
}
