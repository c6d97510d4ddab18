using System.Xml;
using Stampede.Engine;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>The phase report as JUnit's XML, <c>junit.xml</c>: a test suite per test, with a case per threshold and band and one for its verdict.</summary>
internal sealed class SuiteJUnitReport : ISuiteReport
{
    /// <inheritdoc />
    public string FileName => "junit.xml";

    /// <inheritdoc />
    public void Write(PhaseReport report, SuiteResult suite, Stream stream)
    {
        var all = suite.Outcomes.Select(o => (Outcome: o, Cases: (JUnitCase[])[.. Cases(o)])).ToArray();
        using var xml = XmlWriter.Create(stream, JUnitXml.Settings);
        xml.WriteStartElement("testsuites");
        JUnitXml.Counts(xml, JUnitXml.Text(report.Name), [.. all.SelectMany(s => s.Cases)], suite.Ended - suite.Started);
        foreach (var (outcome, cases) in all)
        {
            var name = SecretMask.Text(outcome.Entry.Name);
            if (outcome.Run is { } run)
            {
                JUnitReport.Suite(xml, name, cases, run);
                continue;
            }

            xml.WriteStartElement("testsuite");
            JUnitXml.Counts(xml, JUnitXml.Text(name), cases, null);
            JUnitXml.Write(xml, JUnitXml.Text(name), cases[0]);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static IEnumerable<JUnitCase> Cases(SuiteOutcome outcome)
    {
        if (outcome.Run is not { } run)
        {
            // Left out on purpose is skipped; what should have run and did not is an error, never a pass.
            return [new JUnitCase("run", "verdict", outcome.ExitCode == ExitCode.Passed ? "skipped" : "error", $"not run: {SecretMask.Text(outcome.NotRun!)}")];
        }

        var bands = outcome.Bands.Select(b => new JUnitCase("bands", b.Band.Text, b.Outcome switch
        {
            BandOutcome.Pass or BandOutcome.Warning => null,
            BandOutcome.Fail => "failure",
            _ => "error",
        }, $"{(b.Outcome == BandOutcome.Warning ? "WARNING, " : "")}measured: {b.MeasuredText}"));
        return [.. JUnitReport.Cases(run), .. bands];
    }
}
