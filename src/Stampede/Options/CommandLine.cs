using System.CommandLine;

namespace Stampede.Engine;

/// <summary>Reads the command line of a load test: the topmost layer of its options.</summary>
internal sealed class CommandLine
{
    // The parser takes a first argument like the command's name for the command, and [words] before all others for directives. So it gets the
    // command's name and a word of ours first.
    private const string CommandName = "(load-test)";
    private const string FirstWord = "(arguments)";

    private readonly IReadOnlyList<OptionSpec> _options;
    private readonly IReadOnlyList<string> _classNames;
    private readonly List<string> _problems;
    private readonly Dictionary<OptionSpec, string> _flags = [];

    private CommandLine(IReadOnlyList<OptionSpec> options, IReadOnlyList<string> classNames, List<string> problems) =>
        (_options, _classNames, _problems) = (options, classNames, problems);

    /// <summary>Reads it.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="options">The options there are.</param>
    /// <param name="classNames">The user classes there are.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static Dictionary<OptionSpec, GivenValue> Read(
        IReadOnlyList<string> args, IReadOnlyList<OptionSpec> options, IReadOnlyList<string> classNames, List<string> problems) =>
        new CommandLine(options, classNames, problems).Read(args);

    private Dictionary<OptionSpec, GivenValue> Read(IReadOnlyList<string> args)
    {
        // Every value is read as text, any number of times, and checked later: the messages name the option, the value and the range.
        var parsers = _options.ToDictionary(
            spec => spec,
            spec => new Option<string[]>(spec.Name, [.. spec.Names.Skip(1)])
            {
                Arity = spec.IsFlag ? ArgumentArity.Zero : ArgumentArity.ZeroOrMore,
                AllowMultipleArgumentsPerToken = false,
            });
        var positional = new Argument<string[]>("UserClass") { Arity = ArgumentArity.ZeroOrMore };
        var command = new Command(CommandName);
        foreach (var option in parsers.Values)
        {
            command.Options.Add(option);
        }

        command.Arguments.Add(positional);
        var parsed = command.Parse(
            [CommandName, FirstWord, .. Prepared(args).Select(a => ShortOptions.Unbundled(a, _options))],
            new ParserConfiguration { ResponseFileTokenReplacer = null });
        var given = new Dictionary<OptionSpec, GivenValue>();
        if (Classes(parsed.GetValue(positional)![1..]) is { Count: > 0 } classes)
        {
            given[OptionList.UserClasses] = new GivenValue(classes, "UserClass");
        }

        foreach (var (spec, option) in parsers)
        {
            if (parsed.GetResult(option) is not { Implicit: false } result)
            {
                continue;
            }

            if (!spec.IsFlag && result.Tokens.Count < result.IdentifierTokenCount)
            {
                _problems.Add($"{spec.Name} needs a value: {spec.Usage}.");
            }

            given[spec] = new GivenValue(spec.IsFlag ? ["true"] : [.. result.Tokens.SelectMany(t => spec.Split(t.Value))], spec.Name);
        }

        foreach (var (spec, text) in _flags)
        {
            given[spec] = new GivenValue([text], spec.Name);
        }

        return given;
    }

    /// <summary>
    /// What the parser has no rule for: a flag with a value (<c>--headless=false</c>), and several words behind one option (<c>--tags a b</c>). The
    /// first word is always a value; those after it are, up to the next option or the name of a user class.
    /// </summary>
    private IEnumerable<string> Prepared(IReadOnlyList<string> args)
    {
        for (var i = 0; i < args.Count; i++)
        {
            var end = args[i].AsSpan().IndexOfAny('=', ':');
            var name = end < 0 ? args[i] : args[i][..end];
            var spec = _options.FirstOrDefault(o => o.Names.Contains(name));
            if (args[i] == "--")
            {
                for (; i < args.Count; i++)
                {
                    yield return args[i];
                }
            }
            else if (spec is { IsFlag: true })
            {
                _flags[spec] = end < 0 ? "true" : FlagText.Normal(args[i][(end + 1)..]);
                yield return name;
            }
            else if (spec is { Many: true } and not { Kind: OptionKind.Rule } && end < 0 && IsWord(i + 1))
            {
                yield return $"{name}={args[++i]}";
                while (IsWord(i + 1) && !_classNames.Contains(args[i + 1]))
                {
                    yield return $"{name}={args[++i]}";
                }
            }
            else
            {
                yield return args[i];
            }
        }

        bool IsWord(int at) => at < args.Count && !args[at].StartsWith('-');
    }

    private List<string> Classes(string[] typed)
    {
        var classes = new List<string>();
        for (var i = 0; i < typed.Length; i++)
        {
            var name = ShortOptions.AsTyped(typed[i]);
            if (name.StartsWith('-') && name.Length > 1)
            {
                _problems.Add(UnknownOption(name));
                if (!name.Contains('=') && i + 1 < typed.Length && !typed[i + 1].StartsWith('-') && !_classNames.Contains(typed[i + 1]))
                {
                    i++; // its value, as it seems; no mistake of its own
                }
            }
            else
            {
                classes.Add(name);
            }
        }

        return classes;
    }

    private string UnknownOption(string typed)
    {
        var name = typed.Split('=', ':')[0];
        if (LocustOptions.Answer(name) is { } answer)
        {
            return $"{name}: {answer}";
        }

        var names = _options.SelectMany(o => o.Names).Where(n => n.Length > 2 == name.Length > 2);
        var nearest = NearestName.Of(name, names);
        return nearest is null ? $"There is no option '{name}'; --help lists them." : $"There is no option '{name}'. Did you mean '{nearest}'?";
    }
}
