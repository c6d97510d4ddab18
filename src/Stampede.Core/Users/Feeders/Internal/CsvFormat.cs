namespace Stampede.Engine;

/// <summary>CSV as RFC 4180 describes it, its first record the names of the columns.</summary>
/// <param name="delimiter">What separates fields.</param>
/// <param name="bind">Makes what reads rows of these columns; null with problems.</param>
internal sealed class CsvFormat<T>(char delimiter, Func<CsvLine, FeederProblems, RowParser<T>?> bind) : FeederFormat<T>
{
    public override string? Problem => delimiter is '"' or '\r' or '\n' or '\0' || !char.IsAscii(delimiter)
        ? $"'{delimiter}' is no delimiter: it is one ASCII character, and no quote or newline."
        : null;

    public override RecordReader Records(Stream stream) => new CsvRecordReader(stream, (byte)delimiter);

    public override RowParser<T>? Begin(RecordReader records, string file, FeederProblems problems)
    {
        if (!records.Read())
        {
            problems.Add("it is empty: its first line names the columns, each further one is a row.");
            return null;
        }

        var names = new List<string>();
        if (CsvFields.Split(records.Record.Span, (byte)delimiter, names) is { } problem)
        {
            problems.Add($"{Place.Of(records.Line)}: {problem}");
            return null;
        }

        string[] columns = [.. names.Select(n => n.Trim())];
        if (Array.FindIndex(columns, c => c.Length == 0) is >= 0 and var unnamed)
        {
            problems.Add($"{Place.Of(records.Line)}: column {unnamed + 1} has no name.");
            return null;
        }

        if (columns.GroupBy(c => c, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            problems.Add($"{Place.Of(records.Line)}: {twice.Count()} columns are named {twice.Key}: their names must differ, and not only in case.");
            return null;
        }

        return bind(new CsvLine(new FeederColumns(file, columns), (byte)delimiter), problems);
    }
}
