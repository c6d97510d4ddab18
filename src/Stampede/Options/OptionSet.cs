namespace Stampede.Engine;

/// <summary>The options of one load test: Stampede's and its own.</summary>
internal sealed class OptionSet
{
    private const string Own = "Of this load test";

    private readonly List<(OptionSpec Spec, CustomOption Option)> _custom = [];

    /// <param name="custom">The test's own options; those that are wrong are left out.</param>
    /// <param name="problems">Receives what is wrong with them.</param>
    public OptionSet(IReadOnlyList<CustomOption> custom, List<string> problems)
    {
        problems.AddRange(CustomOptionRules.Problems(custom));
        foreach (var option in custom.Where(o => !CustomOptionRules.Problems([o]).Any()).DistinctBy(o => o.Name))
        {
            var spec = Spec(option);
            if (OptionList.All.Append(OptionList.UserClasses).Any(o => o.Names.Contains(spec.Name)))
            {
                problems.Add($"LoadTest.Options: '{option.Name}' is the name of an option of Stampede: choose another.");
            }
            else
            {
                _custom.Add((spec, option));
            }
        }

        All = [.. OptionList.All, .. _custom.Select(c => c.Spec)];
        Named = [.. All, OptionList.UserClasses];
    }

    /// <summary>Those of the command line, in the order of the help.</summary>
    public IReadOnlyList<OptionSpec> All { get; }

    /// <summary>Those of the environment and of configuration files.</summary>
    public IReadOnlyList<OptionSpec> Named { get; }

    /// <summary>The test's own.</summary>
    public IReadOnlyList<(OptionSpec Spec, CustomOption Option)> Custom => _custom;

    private static OptionSpec Spec(CustomOption option)
    {
        var type = option.ValueType;
        var (kind, value) = type == typeof(bool) ? (OptionKind.Flag, "<true|false>")
            : type == typeof(TimeSpan) ? (OptionKind.Time, "<time>")
            : type == typeof(int) || type == typeof(long) || type == typeof(double) ? (OptionKind.Number, "<n>")
            : type.IsEnum ? (OptionKind.Text, "<name>")
            : (OptionKind.Text, "<text>");
        var isFlag = kind == OptionKind.Flag && !option.IsList;
        var secret = CustomOptionReader.IsSecret(option);
        IEnumerable<string> choices = option.Choices.Count > 0 ? option.Choices : type.IsEnum ? Enum.GetNames(type) : [];
        return new OptionSpec(Own, ["--" + option.Name], isFlag ? null : value, Text(option, choices))
        {
            Kind = kind,
            Many = option.IsList,
            IsSecret = secret,
            Default = option.Required ? "none, it is required" : Default(option, isFlag, secret),
        };
    }

    private static string Text(CustomOption option, IEnumerable<string> choices)
    {
        var text = option.Description.TrimEnd();
        text = text[^1] is '.' or '!' or '?' ? text : text + ".";
        var allowed = string.Join(", ", choices);
        return (allowed, option.IsList) switch
        {
            ("", false) => text,
            ("", true) => $"{text} Several are separated by commas.",
            (_, false) => $"{text} One of {allowed}.",
            (_, true) => $"{text} Some of {allowed}, separated by commas.",
        };
    }

    private static string? Default(CustomOption option, bool isFlag, bool secret) => OptionText.Format(option.DefaultValue) switch
    {
        null or "" => null,
        "false" when isFlag => null,
        "true" when isFlag => $"true; --{option.Name}=false switches it off",
        _ when secret => Results.SecretMask.Mask,
        var text => text,
    };
}
