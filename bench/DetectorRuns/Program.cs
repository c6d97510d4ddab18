using System.Globalization;
using DetectorRuns;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["record", var folder, var service]:
        using (var stop = new CancellationTokenSource())
        {
            Console.CancelKeyPress += (_, pressed) =>
            {
                pressed.Cancel = true;
                stop.Cancel();
            };
            try
            {
                await new Recorder(new RunLog(folder), service).Run(stop.Token);
                return 0;
            }
            catch (OperationCanceledException)
            {
                return 130;
            }
        }

    case ["judge", var folder, var page, .. var notes]:
        var log = new RunLog(folder);
        var judged = new List<JudgedComparison>();
        foreach (var planned in PlannedComparison.All)
        {
            if (log.Of(planned) is { } runs)
            {
                judged.Add(await JudgedComparison.Of(log, planned, runs));
            }
        }

        if (judged.Count == 0)
        {
            Console.Error.WriteLine($"{folder} has no comparison with all of its {PlannedComparison.Runs} runs yet.");
            return 4;
        }

        new RunsPage(log, judged, notes.FirstOrDefault()).Write(page);
        return 0;

    default:
        Console.Error.WriteLine("""
            DetectorRuns record FOLDER CONTROLPLANE   makes the runs that FOLDER lacks
            DetectorRuns judge FOLDER PAGE [NOTE]     compares those that it has, and writes what came of it to PAGE
            """);
        return 2;
}
