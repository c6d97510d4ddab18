namespace Stampede.Reporting;

/// <summary>The reports that need no package. <c>stampede report</c> has Excel and the Locust CSV set beside them.</summary>
public static class Reports
{
    /// <summary>All of them, in the order of the documentation.</summary>
    public static IReadOnlyList<IReport> All { get; } = [new HtmlReport(), new MarkdownReport(), new JUnitReport(), new JsonReport()];
}
