using System.Text;
using System.Text.Unicode;

namespace Stampede.Engine;

/// <summary>Splits a record of CSV into its fields (RFC 4180). A quote within an unquoted field is text.</summary>
internal static class CsvFields
{
    /// <summary>Splits; gives what is wrong, or null.</summary>
    /// <param name="record">Without the newline that ends it.</param>
    /// <param name="delimiter">What separates fields.</param>
    /// <param name="fields">Receives them.</param>
    public static string? Split(ReadOnlySpan<byte> record, byte delimiter, List<string> fields)
    {
        fields.Clear();
        if (!Utf8.IsValid(record))
        {
            return "it is not UTF-8: save the file so.";
        }

        for (var at = 0; ; at++)
        {
            if (at < record.Length && record[at] == '"')
            {
                var end = Unquoted(record, at);
                if (end < 0)
                {
                    return "a quote is opened and not closed.";
                }

                if (end < record.Length && record[end] != delimiter)
                {
                    return $"field {fields.Count + 1} goes on after its closing quote: quotes inside a quoted field are doubled.";
                }

                fields.Add(Encoding.UTF8.GetString(record[(at + 1)..(end - 1)]).Replace("\"\"", "\"", StringComparison.Ordinal));
                at = end;
            }
            else
            {
                var length = record[at..].IndexOf(delimiter);
                var end = length < 0 ? record.Length : at + length;
                fields.Add(Encoding.UTF8.GetString(record[at..end]));
                at = end;
            }

            if (at >= record.Length)
            {
                return null;
            }
        }
    }

    /// <summary>What follows the closing quote of a field that is opened at a place; -1 where it is not there.</summary>
    public static int Unquoted(ReadOnlySpan<byte> bytes, int at)
    {
        while (true)
        {
            var quote = bytes[(at + 1)..].IndexOf((byte)'"');
            if (quote < 0)
            {
                return -1;
            }

            at += quote + 2;
            if (at >= bytes.Length || bytes[at] != '"')
            {
                return at;
            }
        }
    }
}
