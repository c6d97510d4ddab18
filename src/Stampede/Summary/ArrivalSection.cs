using Spectre.Console.Rendering;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>What became of the scheduled arrivals, a row per load.</summary>
internal static class ArrivalSection
{
    public static IEnumerable<IRenderable> Of(RunResult result)
    {
        if (result.Arrivals.Count == 0)
        {
            return [];
        }

        var table = new ColumnTable(
            new Column("Arrivals") { IsText = true }, new Column("Scheduled"), new Column("Started"), new Column("Late"), new Column("Dropped"));
        foreach (var sample in result.Arrivals)
        {
            table.Add(
                sample.Load,
                Figures.Count(sample.Scheduled),
                Figures.Count(sample.Started),
                result.Knows(UnknownParts.ArrivalDelays) ? new Cell(Figures.Count(sample.Late), sample.Late > 0 ? Styles.Careful : null) : "-",
                new Cell(Figures.Count(sample.Dropped), Styles.BadIf(sample.Dropped > 0)));
        }

        return [table];
    }
}
