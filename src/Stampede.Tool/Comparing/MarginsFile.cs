using System.Globalization;
using Stampede.Analysis;

namespace Stampede.Engine;

/// <summary>Reads a file of margins (docs/reference/compare.md): for all services, and for some by pattern.</summary>
internal static class MarginsFile
{
    private const string Gate = "gate";

    private static readonly string[] Metrics = [.. ComparedMetrics.All.Select(m => m.Key())];
    private static readonly string[] Aliases = [.. ComparedMetrics.All.Select(m => m.BaselineKey()).Except(Metrics)];

    /// <summary>Reads one.</summary>
    /// <param name="path">The file; null for none.</param>
    /// <param name="problems">Where to add what is wrong with it.</param>
    /// <returns>The margins; null where there is a problem.</returns>
    public static ComparisonMargins? Read(string? path, List<string> problems) =>
        path is null ? ComparisonMargins.Default : YamlFile.Read(path, "The margins", Read, problems);

    /// <summary>Reads them from a text.</summary>
    public static ComparisonMargins Read(TextReader text, YamlProblems problems)
    {
        var margins = ComparisonMargins.Default;
        if (YamlText.Read(text, problems) is not { } root)
        {
            return margins;
        }

        var members = root.Map("margins", "services", Gate, "runs", "confidence", "false_discoveries");
        if (members.Count == 0 && !problems.Any)
        {
            root.Wrong("There is nothing in the file. Write margins:, under it metrics such as mean: 5%.");
        }

        return margins with
        {
            Margins = members.TryGetValue("margins", out var all) ? Sizes(all, []) : margins.Margins,
            Services = members.TryGetValue("services", out var services) ? [.. services.Members().Select(s => Service(s.Key, s.Part)).OfType<ServiceMargins>()] : [],
            Gating = members.TryGetValue(Gate, out var gate) ? Gating(gate) : null,
            FewestRuns = members.TryGetValue("runs", out var runs) ? runs.Count(least: 2) ?? margins.FewestRuns : margins.FewestRuns,
            Confidence = members.TryGetValue("confidence", out var confidence) ? Share(confidence) ?? margins.Confidence : margins.Confidence,
            MaxQ = members.TryGetValue("false_discoveries", out var share) ? Share(share) ?? margins.MaxQ : margins.MaxQ,
        };
    }

    private static ServiceMargins? Service(string pattern, YamlPart part)
    {
        if (pattern.Trim().Length == 0)
        {
            part.Wrong("The name of a service is empty.");
            return null;
        }

        var gate = part.Members().Where(m => m.Key == Gate).Select(m => Gating(m.Part)).FirstOrDefault();
        return new ServiceMargins(pattern.Trim(), Sizes(part, [Gate]), gate);
    }

    private static Dictionary<ComparedMetric, Margin> Sizes(YamlPart part, string[] others)
    {
        var margins = new Dictionary<ComparedMetric, Margin>();
        foreach (var (name, size) in part.Map([.. Metrics, .. Aliases, .. others]))
        {
            if (ComparedMetrics.Of(name) is not { } metric)
            {
                continue;
            }

            if (margins.ContainsKey(metric))
            {
                size.Wrong($"'{name}' is there twice.");
            }
            else if (Size(metric, size) is { } margin)
            {
                margins[metric] = margin;
            }
        }

        return margins;
    }

    private static Margin? Size(ComparedMetric metric, YamlPart part)
    {
        if (!part.IsMap)
        {
            return One(metric, part) is { } both ? new Margin(both.Size, both.Size, both.Unit, metric.Direction()) : null;
        }

        var levels = part.Map("warning", "failure");
        if (!levels.TryGetValue("failure", out var last))
        {
            part.Wrong($"'{part.Name}' has no failure level.");
            return null;
        }

        var failure = One(metric, last);
        var warning = levels.TryGetValue("warning", out var first) ? One(metric, first) : failure;
        if (failure is not { } most || warning is not { } least)
        {
            return null;
        }

        if (least.Unit != most.Unit || least.Size > most.Size)
        {
            part.Wrong(least.Unit != most.Unit ? $"'{part.Name}': both levels have to be of one unit." : $"'{part.Name}': the failure level is below the warning level.");
            return null;
        }

        return new Margin(least.Size, most.Size, least.Unit, metric.Direction());
    }

    private static (double Size, ChangeUnit Unit)? One(ComparedMetric metric, YamlPart part)
    {
        if (part.Text() is not { } text)
        {
            return null;
        }

        var size = MarginText.Read(metric, text, out var problem);
        if (problem is not null)
        {
            part.Wrong(problem);
        }

        return size;
    }

    private static IReadOnlyCollection<ComparedMetric> Gating(YamlPart part)
    {
        var metrics = new List<ComparedMetric>();
        if (part.IsEmpty)
        {
            part.Wrong($"'{part.Name}' has no value; [] is for none.");
        }

        foreach (var item in part.OneOrMore())
        {
            if (item.Text() is not { } name)
            {
                continue;
            }

            if (ComparedMetrics.Of(name) is { } metric)
            {
                metrics.Add(metric);
            }
            else
            {
                var nearest = NearestName.Of(name, Metrics);
                item.Wrong($"'{name}' is no metric{(nearest is null ? "" : $"; did you mean '{nearest}'?")} There are {string.Join(", ", Metrics)}.");
            }
        }

        return metrics;
    }

    // 98%, or 0.98.
    private static double? Share(YamlPart part)
    {
        if (part.Text() is not { } text)
        {
            return null;
        }

        var isPercent = text.TrimEnd().EndsWith('%');
        var number = isPercent ? text.TrimEnd()[..^1] : text;
        if (double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && (isPercent ? value / 100 : value) is > 0 and < 1 and var share)
        {
            return share;
        }

        part.Wrong($"'{part.Name}' is '{text}'; it has to be above 0 % and below 100 %, such as 98%.");
        return null;
    }
}
