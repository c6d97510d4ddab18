namespace Stampede.Engine;

/// <summary>Options from variables: <c>STAMPEDE_SPAWN_RATE</c> is <c>--spawn-rate</c>. An empty variable is as none.</summary>
internal static class EnvironmentLayer
{
    private const string RuleSeparator = ";;";

    // That of the stampede command: a pipeline sets it for all its steps.
    private const string Store = OptionSpec.VariablePrefix + "STORE";

    /// <summary>Reads them.</summary>
    /// <param name="environment">All variables.</param>
    /// <param name="options">The options there are.</param>
    /// <param name="warnings">Receives what is said about variables that no option has: another program may mean them.</param>
    public static Dictionary<OptionSpec, GivenValue> Read(
        IReadOnlyDictionary<string, string> environment, IReadOnlyList<OptionSpec> options, List<string> warnings)
    {
        var given = new Dictionary<OptionSpec, GivenValue>();
        var known = options.Where(o => !o.IsQuestion).ToDictionary(o => o.Variable);
        foreach (var (name, value) in environment.Where(v => v.Key.StartsWith(OptionSpec.VariablePrefix, StringComparison.Ordinal))
            .OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            if (!known.TryGetValue(name, out var spec))
            {
                if (name != Store)
                {
                    warnings.Add(Unknown(name, known.Keys));
                }
            }
            else if (!string.IsNullOrWhiteSpace(value))
            {
                given[spec] = new GivenValue([.. Texts(spec, value.Trim())], name, name);
            }
        }

        return given;
    }

    private static IEnumerable<string> Texts(OptionSpec spec, string value) => spec switch
    {
        { IsFlag: true } => [FlagText.Normal(value)],
        { Kind: OptionKind.Rule } => value.Split(RuleSeparator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        _ => spec.Split(value),
    };

    private static string Unknown(string name, IEnumerable<string> known)
    {
        var key = name[OptionSpec.VariablePrefix.Length..];
        if (LocustOptions.Answer("--" + key.Replace('_', '-').ToLowerInvariant()) is { } answer)
        {
            return $"{name} has no effect. {answer}";
        }

        var nearest = NearestName.Of(key, known.Select(k => k[OptionSpec.VariablePrefix.Length..]));
        return $"{name} is the variable of no option"
            + (nearest is null ? "; docs/reference/configuration.md lists them." : $". Did you mean {OptionSpec.VariablePrefix}{nearest}?");
    }
}
