using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Stampede.Engine;

namespace Stampede.Reporting;

/// <summary>The phase report as an Excel workbook, <c>report.xlsx</c>: a sheet per section, numbers as numbers.</summary>
internal sealed class SuiteXlsxReport : ISuiteReport
{
    /// <inheritdoc />
    public string FileName => "report.xlsx";

    /// <inheritdoc />
    public void Write(PhaseReport report, SuiteResult suite, Stream stream)
    {
        using var memory = new MemoryStream(); // a package is written here and there, a report from its beginning to its end
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.Workbook = new Workbook(new Sheets());
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = XlsxStyles.Make();
            foreach (var (index, section) in report.Sections.Index())
            {
                using var sheet = new XlsxSheet(workbook, section.Title, [24, 44, 30, 12, 14], freezesHead: false);
                if (index == 0)
                {
                    sheet.Head(report.Name, report.Verdict.Word);
                    sheet.Row("Verdict", report.Verdict.Why);
                    foreach (var sentence in report.Head)
                    {
                        sheet.Row("", sentence);
                    }

                    sheet.Row();
                }

                Section(sheet, section);
            }

            workbook.Workbook.Save();
        }

        memory.Position = 0;
        memory.CopyTo(stream);
    }

    private static void Section(XlsxSheet sheet, PhaseSection section)
    {
        if (section.Table is { } table)
        {
            sheet.Head(table.Columns.Select(c => c.Trim()));
            foreach (var row in table.Rows.Concat(table.Total is { } total ? [total] : []))
            {
                sheet.Row(row.Select(c => c.Number ?? c.Text));
            }

            sheet.Row();
        }

        if (section.Items.Count > 0)
        {
            sheet.Head("Test", "Text");
            foreach (var (test, text) in section.Items)
            {
                sheet.Row(test, text);
            }
        }

        foreach (var paragraph in section.Paragraphs)
        {
            sheet.Row(paragraph);
        }
    }
}
