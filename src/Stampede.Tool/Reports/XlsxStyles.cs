using DocumentFormat.OpenXml.Spreadsheet;

namespace Stampede.Reporting;

/// <summary>How cells look, by index: plain, head, whole numbers, numbers, shares.</summary>
internal static class XlsxStyles
{
    public const uint Plain = 0;
    public const uint Head = 1;
    public const uint Whole = 2;
    public const uint Number = 3;
    public const uint Share = 4;

    // Excel's own formats: #,##0 and #,##0.00 and 0.00%.
    private const uint WholeFormat = 3;
    private const uint NumberFormat = 164;
    private const uint ShareFormat = 10;

    public static Stylesheet Make() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = NumberFormat, FormatCode = "#,##0.00#" }) { Count = 1 },
        new Fonts(new Font(), new Font(new Bold())) { Count = 2 },
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })) { Count = 2 },
        new Borders(new Border()) { Count = 1 },
        new CellStyleFormats(new CellFormat()) { Count = 1 },
        new CellFormats(Format(0, 0), Format(0, 1), Format(WholeFormat, 0), Format(NumberFormat, 0), Format(ShareFormat, 0)) { Count = 5 });

    private static CellFormat Format(uint number, uint font) =>
        new() { NumberFormatId = number, FontId = font, FillId = 0, BorderId = 0, FormatId = 0, ApplyNumberFormat = number > 0, ApplyFont = font > 0 };
}
