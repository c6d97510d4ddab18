using System.Xml;
using Stampede.Analysis;

namespace Stampede.Reporting;

/// <summary>A comparison as JUnit's XML: a test suite per service with a case per metric, and one for the outcome.</summary>
internal static class ComparisonJUnit
{
    public static void Write(RunComparison comparison, Stream stream)
    {
        var outcome = new JUnitCase("comparison", "outcome", comparison.Outcome switch
        {
            ComparisonOutcome.Passed or ComparisonOutcome.Warning => null,
            ComparisonOutcome.Regressed => "failure",
            _ => "error",
        }, $"{ComparisonText.Word(comparison.Outcome)}: {ComparisonHeadline.Of(comparison)}. {ComparisonHeadline.Why(comparison)}");
        (string Name, JUnitCase[] Cases)[] suites =
        [
            (comparison.Plan, [outcome]),
            .. comparison.Metrics.GroupBy(m => m.Service).Select(g => (g.Key, (JUnitCase[])[.. g.Select(m => Case(m, comparison))])),
        ];
        using var xml = XmlWriter.Create(stream, JUnitXml.Settings);
        xml.WriteStartElement("testsuites");
        JUnitXml.Counts(xml, JUnitXml.Text(comparison.Plan), [.. suites.SelectMany(s => s.Cases)], null);
        foreach (var (name, cases) in suites)
        {
            xml.WriteStartElement("testsuite");
            JUnitXml.Counts(xml, JUnitXml.Text(name), cases, null);
            foreach (var test in cases)
            {
                JUnitXml.Write(xml, JUnitXml.Text(name), test);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    // What does not decide never fails; what is allowed is skipped, not passed.
    private static JUnitCase Case(MetricComparison metric, RunComparison comparison)
    {
        var problem = metric.Verdict switch
        {
            _ when !metric.Gates => null,
            ChangeVerdict.Regressed when metric.Level >= comparison.Options.FailOn => "failure",
            ChangeVerdict.NotComparable => "error",
            ChangeVerdict.Inconclusive => comparison.Options.AllowsInconclusive && !metric.IsLost ? "skipped" : "error",
            _ => null,
        };
        var (before, after) = (ComparisonText.Value(metric.Metric, metric.Baseline), ComparisonText.Value(metric.Metric, metric.Candidate));
        return new JUnitCase(
            "compare", metric.Metric.Title(), problem,
            $"{ComparisonText.Verdict(metric)}{(metric.Gates ? "" : " (told only)")}: {before} to {after}, {ComparisonText.Change(metric)} ({ComparisonText.Interval(metric)}), q {ComparisonText.Q(metric)}, runs {ComparisonText.Runs(metric)}, margin {ComparisonText.Margin(metric)}. {metric.Reason}");
    }
}
