using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>Reads the bands of a suite file: <c>"p(95)": { pass: "&lt; 60s", warning: "&lt;= 90s" }</c>.</summary>
internal static class BandReader
{
    public static List<Band> Read(YamlPart part)
    {
        var bands = new List<Band>();
        foreach (var (metric, value) in part.Members())
        {
            var members = value.Map("pass", "warning");
            if (!members.TryGetValue("pass", out var pass))
            {
                value.Wrong($"The band '{metric}' does not say what passes: {{ pass: \"< 60s\", warning: \"<= 90s\" }}.");
                continue;
            }

            var warning = members.GetValueOrDefault("warning");
            if (Rule(metric, pass) is { } passes)
            {
                bands.Add(new Band(metric, passes, warning is null ? null : Rule(metric, warning)));
            }
        }

        return bands;
    }

    /// <summary>Those of a test, and those of the suite for other figures.</summary>
    public static IReadOnlyList<Band> Merge(IReadOnlyList<Band> common, IReadOnlyList<Band> own) =>
        [.. common.Where(c => own.All(o => o.Metric != c.Metric)), .. own];

    private static Threshold? Rule(string metric, YamlPart part)
    {
        if (part.Text() is not { } condition)
        {
            return null;
        }

        if (!Threshold.TryParse($"{metric} {condition}", out var threshold, out var problem))
        {
            part.Wrong(problem);
            return null;
        }

        if (threshold.Over is not null || threshold.Aborts)
        {
            part.Wrong("A band is about the whole run: 'over' and 'abort' belong to thresholds.");
            return null;
        }

        return threshold;
    }
}
