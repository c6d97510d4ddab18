using System.Buffers;
using System.Globalization;
using System.Text;

namespace Stampede.Reporting;

/// <summary>Builds CSV as Python's <c>csv.writer</c> does: commas, CRLF, quotes only where they are needed and doubled inside.</summary>
internal sealed class CsvText
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    private readonly StringBuilder _text = new();
    private bool _isFirst = true;

    public CsvText Add(string field)
    {
        if (!_isFirst)
        {
            _text.Append(',');
        }

        _isFirst = false;
        if (field.AsSpan().ContainsAny(Special))
        {
            _text.Append('"').Append(field.Replace("\"", "\"\"")).Append('"');
        }
        else
        {
            _text.Append(field);
        }

        return this;
    }

    /// <summary>A text that others wrote. What a spreadsheet would take for a formula gets an apostrophe before it.</summary>
    public CsvText AddForeign(string field) => Add(field is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + field : field);

    public CsvText Add(long field) => Add(field.ToString(CultureInfo.InvariantCulture));

    public CsvText Add(IEnumerable<string> fields)
    {
        foreach (var field in fields)
        {
            Add(field);
        }

        return this;
    }

    public CsvText EndRow()
    {
        _text.Append("\r\n");
        _isFirst = true;
        return this;
    }

    public void Clear() => _text.Clear();

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());

    public override string ToString() => _text.ToString();
}
