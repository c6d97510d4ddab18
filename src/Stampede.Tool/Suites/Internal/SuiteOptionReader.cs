using Stampede.Results;

namespace Stampede.Engine;

/// <summary>Reads options of load tests from a suite file, as arguments. Those of the test itself are checked once it is built.</summary>
internal static class SuiteOptionReader
{
    // The suite decides about these, or the answer would be no run.
    private static readonly OptionSpec[] Forbidden = [OptionList.Results, OptionList.NoResults, .. OptionList.All.Where(o => o.IsQuestion)];

    public static IEnumerable<SuiteArgument> Option(string key, YamlPart part)
    {
        var known = OptionList.All.Append(OptionList.UserClasses).FirstOrDefault(o => o.Key == key.Replace('_', '-'));
        if (known is not null && Forbidden.Contains(known))
        {
            part.Wrong($"'{key}' cannot be an option of a suite's test: {(known.IsQuestion ? "it asks for an answer instead of a run" : "the suite says where results go")}.");
            return [];
        }

        var name = known?.Name ?? $"--{key}";
        var texts = part.OneOrMore().Select(p => (p.Line, Text: p.IsEmpty ? "" : p.Text())).Where(t => t.Text is not null).Select(t => (t.Line, Text: t.Text!)).ToArray();
        foreach (var (_, text) in texts)
        {
            Check(known, key, text, part);
        }

        if (known?.Kind == OptionKind.Flag)
        {
            return part.IsEmpty ? [new SuiteArgument($"{name}=true", part.Line)]
                : part.Flag() is { } flag ? [new SuiteArgument($"{name}={(flag ? "true" : "false")}", part.Line)] : [];
        }

        if (known == OptionList.UserClasses)
        {
            return texts.SelectMany(t => t.Text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(c => new SuiteArgument(c, t.Line)));
        }

        // What has several values takes them one by one, or separated by commas.
        return known is null or { Kind: not (OptionKind.Rule or OptionKind.Json) }
            ? [new SuiteArgument($"{name}={string.Join(',', texts.Select(t => t.Text))}", part.Line)]
            : texts.Select(t => new SuiteArgument($"{name}={t.Text}", t.Line));
    }

    private static void Check(OptionSpec? option, string key, string text, YamlPart part)
    {
        if (text.Length == 0 || Placeholders.IsIn(text))
        {
            return;
        }

        switch (option?.Kind)
        {
            case OptionKind.Time when part.Time() is { } time && time == TimeSpan.Zero && option == OptionList.RunTime:
                part.Wrong($"'{key}' must be above zero.");
                break;
            case OptionKind.Number:
                _ = option == OptionList.Users ? part.Count(1) : part.Number(option == OptionList.SpawnRate ? double.Epsilon : 0);
                break;
            case OptionKind.Rule when !Threshold.TryParse(text, out _, out var problem):
                part.Wrong(problem);
                break;
        }
    }
}
