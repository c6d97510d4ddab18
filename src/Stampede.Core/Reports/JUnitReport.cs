using System.Globalization;
using System.Xml;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>
/// JUnit's XML, <c>junit.xml</c>, as build servers read it: a test case per threshold, one for the run's own verdict, and one per rule of the audit that
/// was applied: it fails where the rule says invalid. What was not measured or not judged is an error, never a pass; a rule that does not apply is no test.
/// </summary>
public sealed class JUnitReport : IReport
{
    /// <inheritdoc />
    public string Format => "junit";

    /// <inheritdoc />
    public string FileName => "junit.xml";

    /// <inheritdoc />
    public ValueTask Write(
        RunResult result, IAsyncEnumerable<IntervalSnapshot> intervals, Stream stream, CancellationToken cancellationToken = default)
    {
        using var xml = XmlWriter.Create(stream, JUnitXml.Settings);
        var cases = Cases(result).ToArray();
        xml.WriteStartElement("testsuites");
        JUnitXml.Counts(xml, "stampede", cases, Time(result));
        Suite(xml, SecretMask.Text(result.Plan.Name), cases, result);
        xml.WriteEndElement();
        xml.Flush();
        return ValueTask.CompletedTask;
    }

    /// <summary>The element of a run, under a name.</summary>
    internal static void Suite(XmlWriter xml, string name, IReadOnlyList<JUnitCase> cases, RunResult result)
    {
        xml.WriteStartElement("testsuite");
        JUnitXml.Counts(xml, JUnitXml.Text(name), cases, Time(result));
        if (result.Knows(UnknownParts.Started))
        {
            xml.WriteAttributeString("timestamp", result.Started.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        }

        if (result.Environment is { } environment)
        {
            xml.WriteAttributeString("hostname", JUnitXml.Text(environment.Machine));
        }

        foreach (var test in cases)
        {
            JUnitXml.Write(xml, JUnitXml.Text(name), test);
        }

        WriteOutput(xml, result);
        xml.WriteEndElement();
    }

    /// <summary>The length of a run; null where it is not known.</summary>
    internal static TimeSpan? Time(RunResult result) => result.Knows(UnknownParts.Duration) ? result.Duration : null;

    /// <summary>The test cases of a run: its thresholds and its verdict.</summary>
    internal static IEnumerable<JUnitCase> Cases(RunResult result)
    {
        foreach (var (expression, outcome, measured) in ReportText.Thresholds(result))
        {
            yield return new JUnitCase("thresholds", expression, outcome switch
            {
                ThresholdOutcome.Passed => null,
                ThresholdOutcome.Failed => "failure",
                _ => "error",
            }, $"measured: {measured}");
        }

        foreach (var test in result.Audit is { } audit ? Rules(audit, AuditText.Findings(result)) : [])
        {
            yield return test;
        }

        // A run that was imported has thresholds of nobody: not judged is what was to be expected.
        var verdict = VerdictText.Of(result, ReportText.Unfinished);
        yield return new JUnitCase("run", "verdict", result.Verdict switch
        {
            null when result.Imported is not null => "skipped",
            null or Verdict.NoData or Verdict.Invalid => "error",
            Verdict.Passed when result.ExitCode is null or 0 => null,
            _ => "failure",
        }, $"{verdict.Word}: {verdict.Why}");
    }

    private static IEnumerable<JUnitCase> Rules(AuditResult audit, IReadOnlyList<AuditFinding> findings)
    {
        foreach (var rule in findings.GroupBy(f => f.Rule))
        {
            var isInvalid = rule.Any(f => f.Severity == NoteSeverity.Invalid && f.Accepted is null);
            yield return new JUnitCase("audit", Name(rule.Key), isInvalid ? "failure" : null,
                string.Join(' ', rule.Select(f => $"{AuditText.Word(f.Severity)}: {AuditText.Line(f)}")));
        }

        foreach (var rule in audit.Clean)
        {
            yield return new JUnitCase("audit", Name(rule), null, "Nothing found.");
        }

        string Name(string rule) => AuditText.Title(audit, rule) is { } title ? $"{rule}: {title}" : rule;
    }

    private static void WriteOutput(XmlWriter xml, RunResult result)
    {
        var lines = result.Notes.OrderByDescending(n => n.Severity).Select(n => $"{n.Severity}: {n.Id} {SecretMask.Text(n.Text)}")
            .Prepend(ReportText.Head(result))
            .Concat(result.Audit is { } audit ? [AuditText.Summary(audit)!, .. audit.NotApplicable.Select(a => $"{a.Rule} does not apply: {SecretMask.Text(a.Reason)}")] : []);
        xml.WriteElementString("system-out", string.Join('\n', lines.Select(JUnitXml.Text)));
    }
}
