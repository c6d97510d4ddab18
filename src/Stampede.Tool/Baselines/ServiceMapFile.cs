using Stampede.Baselines;

namespace Stampede.Engine;

/// <summary>Reads a map of services (docs/reference/baselines.md): <c>services:</c> with the patterns of each, in order.</summary>
internal static class ServiceMapFile
{
    /// <summary>Reads one.</summary>
    /// <param name="path">The file; null for none.</param>
    /// <param name="problems">Where to add what is wrong with it.</param>
    /// <returns>The map; null where there is a problem.</returns>
    public static ServiceMap? Read(string? path, List<string> problems) =>
        path is null ? ServiceMap.ByRequest : YamlFile.Read(path, "The map of services", Read, problems);

    /// <summary>Reads one from a text.</summary>
    public static ServiceMap Read(TextReader text, YamlProblems problems)
    {
        var rules = new List<ServiceRule>();
        if (YamlText.Read(text, problems) is not { } root)
        {
            return ServiceMap.ByRequest;
        }

        foreach (var (service, patterns) in root.Map("services").GetValueOrDefault("services")?.Members() ?? [])
        {
            Add(service, patterns, rules);
        }

        if (rules.Count == 0 && !problems.Any)
        {
            root.Wrong("There is no service in the file. Write services:, under it each service and its patterns.");
        }

        return new ServiceMap(rules);
    }

    private static void Add(string service, YamlPart patterns, List<ServiceRule> rules)
    {
        if (service.Length == 0 || patterns.IsEmpty)
        {
            patterns.Wrong($"'{service}' has no pattern.");
            return;
        }

        foreach (var pattern in patterns.OneOrMore())
        {
            if (pattern.Text() is not { } text)
            {
                continue;
            }

            if (text.Trim().Length == 0)
            {
                pattern.Wrong($"A pattern of '{service}' is empty.");
                continue;
            }

            rules.Add(ServiceRule.Parse(service, text));
        }
    }
}
