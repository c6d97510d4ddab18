using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Tests;

public class XlsxReportTests
{
    [Fact]
    public async Task A_failed_run_is_a_workbook_of_four_sheets_without_errors()
    {
        var intervals = new[] { PrintedRuns.Interval(0, new Dictionary<Metrics.RequestKey, Metrics.RequestStats> { [PrintedRuns.Create] = PrintedRuns.Stats(100, 12_300, 201) }) };
        Snapshot.Matches("report-failed.xlsx.txt", Text(await WrittenReports.Bytes(new XlsxReport(), PrintedRuns.Failed(), intervals)));
    }

    [Fact]
    public async Task Names_are_texts_and_never_formulas()
    {
        var rows = Read(await WrittenReports.Bytes(new XlsxReport(), WrittenReports.WithNames([.. WrittenReports.Malicious, "_x0041_"])))["Requests"];
        var names = rows.Select(r => r[1]).ToHashSet();
        Assert.Contains("=cmd()|'/c calc'!A0", names);
        Assert.Contains("</script><script>alert(1)</script>", names);
        Assert.Contains(@"line\nbreak\r\nand\ttab", names);
        Assert.Contains("_x005F_x0041_", names); // which Excel shows as _x0041_
    }

    [Fact]
    public async Task Ten_thousand_names_are_all_in_it() =>
        Assert.Equal(10_002, Read(await WrittenReports.Bytes(new XlsxReport(), WrittenReports.WithNames([.. Enumerable.Range(0, 10_000).Select(i => $"/page/{i}")])), validates: false)["Requests"].Count);

    /// <summary>A workbook as text: its sheets, a line per row.</summary>
    public static string Text(byte[] bytes) =>
        string.Join("\n\n", Read(bytes).Select(s => $"[{s.Key}]\n{string.Join('\n', s.Value.Select(r => string.Join(" | ", r)))}")) + "\n";

    /// <summary>The cells of every sheet, as they are stored; whether the file is as its schema says is checked, which takes long for a large one.</summary>
    public static Dictionary<string, List<string[]>> Read(byte[] bytes, bool validates = true)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        Assert.Empty(!validates ? [] : new OpenXmlValidator().Validate(document).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        var workbook = document.WorkbookPart!;
        return workbook.Workbook.Descendants<Sheet>().ToDictionary(s => s.Name!.Value!, s => Rows((WorksheetPart)workbook.GetPartById(s.Id!.Value!)));
    }

    private static List<string[]> Rows(WorksheetPart part) =>
        [.. part.Worksheet.Descendants<Row>().Select(r => r.Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>().Select(c => c.CellValue?.Text ?? c.InlineString!.InnerText).ToArray())];
}
