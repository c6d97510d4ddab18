using System.Globalization;
using Detector;
using Stampede.Metrics;

// Rows that are done stand in the state file and are not run again; the page is written anew after each row.
if (args is not [var page, var state])
{
    Console.Error.WriteLine("Detector PAGE STATE: writes the tables to PAGE; goes on where STATE says it was stopped.");
    return 2;
}

Row[] rows = [.. CompareRows.All(), .. HistoryRows.All(), .. WholeHistoryRows.All()];
var done = File.Exists(state)
    ? File.ReadLines(state).Select(l => l.Split('\t')).Where(l => l.Length == 4).ToDictionary(l => string.Join('\t', l[..3]), l => int.Parse(l[3], CultureInfo.InvariantCulture))
    : [];
foreach (var row in rows.Where(r => !done.ContainsKey(r.Key)))
{
    Console.Error.WriteLine($"{row.Table}: {row.Name}");
    done[row.Key] = row.Run();
    File.AppendAllText(state, FormattableString.Invariant($"{row.Key}\t{done[row.Key]}\n"));
    Write();
}

Write();
return 0;

void Write()
{
    using var writer = new StreamWriter(page) { NewLine = "\n" };
    writer.WriteLine("""
        # How often the comparison and the detectors are right

        Simulated: every row is so many comparisons or histories with seeded random numbers, judged with the defaults (98 % intervals, q at most 0.05;
        but for whole histories each metric alone, so q is its P). The interval is Wilson's, 95 %. Real runs drift and follow no distribution: what
        the comparison says of those is in [detector-runs.md](detector-runs.md).
        """);
    foreach (var table in rows.Where(r => done.ContainsKey(r.Key)).GroupBy(r => r.Table))
    {
        writer.WriteLine($"\n## {table.Key}\n\n| what | trials | share | 95 % interval |\n|---|---|---|---|");
        foreach (var row in table)
        {
            var hits = done[row.Key];
            var interval = Wilson.Of(hits, row.Trials);
            writer.WriteLine(FormattableString.Invariant(
                $"| {row.Name} | {row.Trials:#,0} | {100.0 * hits / row.Trials:0.0#} % | {100 * interval.Low:0.0#} to {100 * interval.High:0.0#} % |"));
        }
    }

    writer.WriteLine(FormattableString.Invariant($"""

        {done.Count(d => rows.Any(r => r.Key == d.Key))} of {rows.Length} rows are done. Command: `bench/detector`.
        """));
}
