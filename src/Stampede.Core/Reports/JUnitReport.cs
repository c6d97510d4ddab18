using System.Globalization;
using System.Text;
using System.Xml;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>
/// JUnit's XML, <c>junit.xml</c>, as build servers read it: a test case per threshold and one for the run's own verdict. What was not measured or not
/// judged is an error, never a pass.
/// </summary>
public sealed class JUnitReport : IReport
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false), CloseOutput = false };

    /// <inheritdoc />
    public string Format => "junit";

    /// <inheritdoc />
    public string FileName => "junit.xml";

    /// <inheritdoc />
    public ValueTask Write(
        RunResult result, IAsyncEnumerable<IntervalSnapshot> intervals, Stream stream, CancellationToken cancellationToken = default)
    {
        using var xml = XmlWriter.Create(stream, Settings);
        var cases = Cases(result).ToArray();
        var name = Text(SecretMask.Text(result.Plan.Name));
        xml.WriteStartElement("testsuites");
        Counts(xml, "stampede", cases, result);
        xml.WriteStartElement("testsuite");
        Counts(xml, name, cases, result);
        if (result.Knows(UnknownParts.Started))
        {
            xml.WriteAttributeString("timestamp", result.Started.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        }

        if (result.Environment is { } environment)
        {
            xml.WriteAttributeString("hostname", Text(environment.Machine));
        }

        foreach (var test in cases)
        {
            Write(xml, name, test);
        }

        WriteOutput(xml, result);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.Flush();
        return ValueTask.CompletedTask;
    }

    private static IEnumerable<Case> Cases(RunResult result)
    {
        foreach (var (expression, outcome, measured) in ReportText.Thresholds(result))
        {
            yield return new Case("thresholds", expression, outcome switch
            {
                ThresholdOutcome.Passed => null,
                ThresholdOutcome.Failed => "failure",
                _ => "error",
            }, $"measured: {measured}");
        }

        // A run that was imported has thresholds of nobody: not judged is what was to be expected.
        var verdict = VerdictText.Of(result, ReportText.Unfinished);
        yield return new Case("run", "verdict", result.Verdict switch
        {
            null when result.Imported is not null => "skipped",
            null or Verdict.NoData or Verdict.Invalid => "error",
            Verdict.Passed when result.ExitCode is null or 0 => null,
            _ => "failure",
        }, $"{verdict.Word}: {verdict.Why}");
    }

    private static void Counts(XmlWriter xml, string name, Case[] cases, RunResult result)
    {
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("tests", Number(cases.Length));
        xml.WriteAttributeString("failures", Number(cases.Count(c => c.Problem == "failure")));
        xml.WriteAttributeString("errors", Number(cases.Count(c => c.Problem == "error")));
        xml.WriteAttributeString("skipped", Number(cases.Count(c => c.Problem == "skipped")));
        if (result.Knows(UnknownParts.Duration))
        {
            xml.WriteAttributeString("time", result.Duration.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture));
        }
    }

    private static void Write(XmlWriter xml, string suite, Case test)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", $"{suite}.{test.Group}");
        xml.WriteAttributeString("name", Text(test.Name));
        if (test.Problem is { } problem)
        {
            xml.WriteStartElement(problem);
            xml.WriteAttributeString("message", Text(test.Message));
            xml.WriteEndElement();
        }
        else
        {
            xml.WriteElementString("system-out", Text(test.Message));
        }

        xml.WriteEndElement();
    }

    private static void WriteOutput(XmlWriter xml, RunResult result)
    {
        var lines = result.Notes.OrderByDescending(n => n.Severity).Select(n => $"{n.Severity}: {n.Id} {SecretMask.Text(n.Text)}")
            .Prepend(ReportText.Head(result));
        xml.WriteElementString("system-out", string.Join('\n', lines.Select(Text)));
    }

    // XML 1.0 cannot hold control characters, not even as references.
    private static string Text(string text) => LineText.Visible(text);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed record Case(string Group, string Name, string? Problem, string Message);
}
