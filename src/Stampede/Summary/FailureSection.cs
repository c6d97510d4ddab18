using Spectre.Console.Rendering;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>Why requests failed, the most frequent first, with an example each.</summary>
internal static class FailureSection
{
    private const int Most = 20;
    private const int ExampleBody = 120;

    public static IEnumerable<IRenderable> Of(RunResult result)
    {
        if (result.Failures.Count == 0)
        {
            yield break;
        }

        yield return new Line("Failures", Styles.Heading);
        foreach (var (key, stats) in result.Failures.OrderByDescending(f => f.Stats.Count).ThenBy(f => f.Key.ToString(), StringComparer.Ordinal).Take(Most))
        {
            yield return new Line($"  {Figures.Count(stats.Count)}× ", Styles.Bad, indent: 6).And($"{key.Request}: {key.Text} ({key.Kind})");
            if (stats.Samples.Count > 0)
            {
                yield return new Line($"      {Example(stats.Samples[0])}", Styles.Quiet, indent: 8);
            }
        }

        if (result.Failures.Count > Most)
        {
            yield return new Line($"  … and {Figures.Plural(result.Failures.Count - Most, "further kind")}");
        }
    }

    private static string Example(FailureSample sample)
    {
        var body = LineText.OneLine(sample.Body);
        var answer = sample.Status switch { < 0 => "", 0 => " → no answer", var status => $" → {status}" };
        return $"such as {sample.Url}{answer} in {Figures.Time(sample.ResponseTime)}"
            + (body.Length == 0 ? "" : $": {PlainText.Cut(body, ExampleBody)}");
    }
}
