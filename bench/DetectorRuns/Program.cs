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

    default:
        Console.Error.WriteLine("""
            DetectorRuns record FOLDER CONTROLPLANE   makes the runs that FOLDER lacks
            """);
        return 2;
}
