using System.Globalization;
using System.Text;
using System.Xml;

namespace Stampede.Reporting;

/// <summary>The elements of JUnit's XML.</summary>
internal static class JUnitXml
{
    public static readonly XmlWriterSettings Settings = new() { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false), CloseOutput = false };

    /// <summary>The attributes of a suite of test cases.</summary>
    /// <param name="xml">Where to; the element is begun.</param>
    /// <param name="name">The suite's name.</param>
    /// <param name="cases">Its test cases.</param>
    /// <param name="time">How long it took; null where that is not known.</param>
    public static void Counts(XmlWriter xml, string name, IReadOnlyList<JUnitCase> cases, TimeSpan? time)
    {
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("tests", Number(cases.Count));
        xml.WriteAttributeString("failures", Number(cases.Count(c => c.Problem == "failure")));
        xml.WriteAttributeString("errors", Number(cases.Count(c => c.Problem == "error")));
        xml.WriteAttributeString("skipped", Number(cases.Count(c => c.Problem == "skipped")));
        if (time is { } known)
        {
            xml.WriteAttributeString("time", known.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The element of a test case.</summary>
    public static void Write(XmlWriter xml, string suite, JUnitCase test)
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

    /// <summary>A text as XML 1.0 can hold it: no control characters, which it cannot hold even as references.</summary>
    public static string Text(string text) => LineText.Visible(text);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
