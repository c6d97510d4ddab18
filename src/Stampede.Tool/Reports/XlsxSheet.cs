using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Stampede.Reporting;

/// <summary>A sheet of a workbook, written row by row. Texts are texts, whatever they begin with: never a formula.</summary>
internal sealed partial class XlsxSheet : IDisposable
{
    private const int LongestText = 32_767;
    private const int MostRows = 1_048_576;

    private readonly OpenXmlWriter _writer;
    private int _rows;

    /// <summary>Begins one.</summary>
    /// <param name="workbook">The workbook.</param>
    /// <param name="name">What its tab says.</param>
    /// <param name="widths">The widths of the first columns, in characters.</param>
    /// <param name="freezesHead">Whether the first row stays while the others scroll.</param>
    public XlsxSheet(WorkbookPart workbook, string name, IReadOnlyList<double> widths, bool freezesHead)
    {
        var part = workbook.AddNewPart<WorksheetPart>();
        var sheets = workbook.Workbook.GetFirstChild<Sheets>()!;
        sheets.Append(new Sheet { Id = workbook.GetIdOfPart(part), SheetId = (uint)sheets.ChildElements.Count + 1, Name = name });
        _writer = OpenXmlWriter.Create(part);
        _writer.WriteStartElement(new Worksheet());
        if (freezesHead)
        {
            var pane = new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen };
            _writer.WriteElement(new SheetViews(new SheetView(pane) { WorkbookViewId = 0 }));
        }

        _writer.WriteElement(new Columns(widths.Select((w, i) => new DocumentFormat.OpenXml.Spreadsheet.Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = w, CustomWidth = true })));
        _writer.WriteStartElement(new SheetData());
    }

    /// <summary>A row of headings.</summary>
    public void Head(params IEnumerable<string> cells) => Write(cells, XlsxStyles.Head);

    /// <summary>A row: texts, whole numbers, numbers and shares. Rows beyond what a sheet can hold are left out.</summary>
    public void Row(params IEnumerable<object> cells) => Write(cells, null);

    /// <inheritdoc />
    public void Dispose()
    {
        _writer.WriteEndElement();
        _writer.WriteEndElement();
        _writer.Close();
        _writer.Dispose();
    }

    private void Write(IEnumerable<object> cells, uint? style)
    {
        if (++_rows > MostRows)
        {
            return;
        }

        _writer.WriteStartElement(new Row());
        foreach (var cell in cells)
        {
            _writer.WriteElement(Cell(cell, style));
        }

        _writer.WriteEndElement();
    }

    private static DocumentFormat.OpenXml.Spreadsheet.Cell Cell(object value, uint? style) => value switch
    {
        long whole => Number(whole.ToString(CultureInfo.InvariantCulture), XlsxStyles.Whole),
        XlsxShare share => Number(share.Value.ToString("R", CultureInfo.InvariantCulture), XlsxStyles.Share),
        double number => Number(number.ToString("R", CultureInfo.InvariantCulture), XlsxStyles.Number),
        _ => new(new InlineString(new Text(Escaped((string)value)) { Space = SpaceProcessingModeValues.Preserve })) { DataType = CellValues.InlineString, StyleIndex = style ?? XlsxStyles.Plain },
    };

    private static DocumentFormat.OpenXml.Spreadsheet.Cell Number(string value, uint style) =>
        new() { DataType = CellValues.Number, CellValue = new CellValue(value), StyleIndex = style };

    // Excel reads _x0041_ as a character.
    private static string Escaped(string text) => LineText.Cut(Coded().Replace(LineText.Visible(text), "_x005F_x$1_"), LongestText - 1);

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Coded();
}
