using Stampede.Results;

namespace Stampede.Engine;

/// <summary>The custom options of one run: their values for users, their texts for the plan.</summary>
internal sealed class CustomOptionReader
{
    /// <param name="options">The options of the test.</param>
    /// <param name="texts">The values that were given: name → text.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public CustomOptionReader(IReadOnlyList<CustomOption> options, IReadOnlyDictionary<string, string> texts, List<string> problems)
    {
        var wrong = CustomOptionRules.Problems(options).ToArray();
        problems.AddRange(wrong);
        foreach (var name in texts.Keys.Where(n => options.All(o => o.Name != n)))
        {
            problems.Add($"The load test has no option '{name}'" + (options.Count == 0 ? "." : $"; it has {string.Join(", ", options.Select(o => o.Name))}."));
        }

        if (wrong.Length > 0)
        {
            return;
        }

        Secrets = [.. options.Where(IsSecret).Select(o => o.Name)];
        var values = new Dictionary<CustomOption, object?>();
        var stored = new Dictionary<string, string>();
        foreach (var option in options)
        {
            var value = option.DefaultValue;
            if (texts.TryGetValue(option.Name, out var text) && !option.TryRead(text, out value))
            {
                problems.Add($"--{option.Name} is '{(IsSecret(option) ? SecretMask.Mask : text)}'; it must be {option.Must}.");
            }
            else if (text is null && option.Required)
            {
                problems.Add(CustomOptionRules.Missing(option));
            }
            else if (OptionText.Format(value) is { } known)
            {
                stored[option.Name] = IsSecret(option) ? SecretMask.Mask : known;
            }

            values[option] = value;
        }

        (Values, Texts) = (new OptionValues(values), stored);
    }

    public OptionValues Values { get; } = OptionValues.None;

    /// <summary>Name → value, secrets masked; without those that have none.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; } = new Dictionary<string, string>();

    /// <summary>Names of those whose values are secret.</summary>
    public IReadOnlyList<string> Secrets { get; } = [];

    /// <summary>Secret by declaration or by name.</summary>
    public static bool IsSecret(CustomOption option) => option.Secret || SecretMask.IsSecretName(option.Name);
}
