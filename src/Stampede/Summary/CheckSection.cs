using Spectre.Console.Rendering;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>The named rates.</summary>
internal static class CheckSection
{
    public static IEnumerable<IRenderable> Of(RunResult result)
    {
        if (result.Checks.Count == 0)
        {
            return [];
        }

        var table = new ColumnTable(new Column("Check") { IsText = true }, new Column("Held"), new Column("Did not"), new Column("Rate"));
        foreach (var (name, check) in result.Checks.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            var style = Styles.BadIf(check.Failed > 0);
            table.Add(
                name,
                Figures.Count(check.Passed),
                new Cell(Figures.Count(check.Failed), style),
                check.Passed + check.Failed == 0 ? "-" : Figures.Percent(check.Passed, check.Passed + check.Failed));
        }

        return [table];
    }
}
