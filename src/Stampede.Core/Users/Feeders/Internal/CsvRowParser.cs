using System.Diagnostics.CodeAnalysis;

namespace Stampede.Engine;

/// <summary>Records of CSV as rows with named fields.</summary>
internal sealed class CsvRowParser(CsvLine csv) : RowParser<FeederRow>
{
    public override bool TryParse(ReadOnlyMemory<byte> record, long line, [MaybeNullWhen(false)] out FeederRow row, out string problem)
    {
        problem = csv.Split(record, line) ?? "";
        row = problem.Length == 0 ? new FeederRow(csv.Columns, [.. csv.Fields], line) : null;
        return row is not null;
    }
}
