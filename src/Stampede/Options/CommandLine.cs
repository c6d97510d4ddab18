using System.CommandLine;

namespace Stampede.Engine;

/// <summary>Reads the command line of a load test.</summary>
internal static class CommandLine
{
    private const int MostUsers = 1_000_000;

    // The parser takes a first argument like the command's name for the command, and [words] before all others for directives. So it gets the
    // command's name and a word of ours first.
    private const string CommandName = "(load-test)";
    private const string FirstWord = "(arguments)";

    /// <summary>Reads it; where <c>Problems</c> are not empty, the options must not be used, but for a wish for help.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="classNames">The user classes there are.</param>
    public static (EntranceOptions Options, IReadOnlyList<string> Problems) Parse(IReadOnlyList<string> args, IReadOnlyList<string> classNames)
    {
        // Every value is read as text, any number of times, and checked here: the messages name the option, the value and the range.
        var options = OptionList.All.ToDictionary(
            spec => spec,
            spec => new Option<string[]>(spec.Name, [.. spec.Names.Skip(1)])
            {
                Arity = spec.Value is null ? ArgumentArity.Zero : ArgumentArity.ZeroOrMore,
                AllowMultipleArgumentsPerToken = false,
            });
        var positional = new Argument<string[]>("UserClass") { Arity = ArgumentArity.ZeroOrMore };
        var command = new Command(CommandName);
        foreach (var option in options.Values)
        {
            command.Options.Add(option);
        }

        command.Arguments.Add(positional);
        var parsed = command.Parse(
            [CommandName, FirstWord, .. args.Select(ShortOptions.Unbundled)], new ParserConfiguration { ResponseFileTokenReplacer = null });
        var reader = new OptionReader(parsed, options);
        var classes = Classes(parsed.GetValue(positional)![1..], classNames, reader.Problems);
        var read = Read(reader) with { Classes = classes, Overrides = Changes(reader) };
        if (read.CsvFullHistory && read.Csv is null)
        {
            reader.Problems.Add("--csv-full-history needs --csv <prefix>.");
        }

        return (read, reader.Problems);
    }

    private static EntranceOptions Read(OptionReader reader) => new()
    {
        Help = reader.Flag(OptionList.Help),
        Version = reader.Flag(OptionList.Version),
        List = reader.Flag(OptionList.List),
        Host = Address(reader),
        Users = reader.Integer(OptionList.Users, 1, MostUsers),
        SpawnRate = reader.Rate(OptionList.SpawnRate, MostUsers),
        RunTime = reader.Time(OptionList.RunTime, zeroAllowed: false),
        StopTimeout = reader.Time(OptionList.StopTimeout, zeroAllowed: true),
        StartRetries = reader.Integer(OptionList.StartRetries, 0, 1_000),
        TrustAnyCertificate = reader.Flag(OptionList.TrustAnyCertificate),
        Seed = reader.Unsigned(OptionList.Seed),
        Loops = reader.Integer(OptionList.Loops, 1, 1_024),
        Thresholds = reader.Thresholds(OptionList.Threshold),
        ExitCodeOnError = reader.Integer(OptionList.ExitCodeOnError, 0, 255) ?? 1,
        Results = reader.Text(OptionList.Results) ?? "results",
        NoResults = reader.Flag(OptionList.NoResults),
        Csv = reader.Text(OptionList.Csv),
        CsvFullHistory = reader.Flag(OptionList.CsvFullHistory),
        Json = reader.Flag(OptionList.Json),
        JsonFile = reader.Text(OptionList.JsonFile),
        PrintStats = reader.Flag(OptionList.PrintStats),
        OnlySummary = reader.Flag(OptionList.OnlySummary),
        Headless = reader.Flag(OptionList.Headless),
        LogLevel = reader.Level(OptionList.LogLevel) ?? LogLevel.Info,
        LogFile = reader.Text(OptionList.LogFile),
        SkipLogSetup = reader.Flag(OptionList.SkipLogSetup),
    };

    private static string? Address(OptionReader reader)
    {
        if (reader.Text(OptionList.Host) is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0)
        {
            return text;
        }

        reader.Problems.Add($"--host is '{text}'; it must be an address with scheme: http://localhost:8000 or https://example.org.");
        return null;
    }

    private static Dictionary<string, string> Changes(OptionReader reader)
    {
        reader.Override(OptionList.Host, "host");
        reader.Override(OptionList.Users, "users");
        reader.Override(OptionList.SpawnRate, "spawn rate");
        reader.Override(OptionList.RunTime, "run time");
        reader.Override(OptionList.StopTimeout, "stop timeout");
        reader.Override(OptionList.StartRetries, "start retries");
        reader.Override(OptionList.TrustAnyCertificate, "trust any certificate");
        reader.Override(OptionList.Seed, "seed");
        reader.Override(OptionList.Loops, "loops");
        reader.Override(OptionList.Threshold, "thresholds");
        return reader.Overrides;
    }

    private static List<string> Classes(string[] typed, IReadOnlyList<string> classNames, List<string> problems)
    {
        var classes = new List<string>();
        for (var i = 0; i < typed.Length; i++)
        {
            var name = ShortOptions.AsTyped(typed[i]);
            if (name.StartsWith('-') && name.Length > 1)
            {
                problems.Add(UnknownOption(name));
                if (!name.Contains('=') && i + 1 < typed.Length && !typed[i + 1].StartsWith('-') && !classNames.Contains(typed[i + 1]))
                {
                    i++; // its value, as it seems; no mistake of its own
                }
            }
            else if (!classNames.Contains(name))
            {
                problems.Add(UnknownClass(name, classNames));
            }
            else if (!classes.Contains(name))
            {
                classes.Add(name);
            }
        }

        return classes;
    }

    private static string UnknownOption(string typed)
    {
        var name = typed.Split('=', ':')[0];
        var names = OptionList.All.SelectMany(o => o.Names).Where(n => n.Length > 2 == name.Length > 2);
        var nearest = NearestName.Of(name, names);
        return nearest is null ? $"There is no option '{name}'; --help lists them." : $"There is no option '{name}'. Did you mean '{nearest}'?";
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
