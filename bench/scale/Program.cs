using Peers;
using Peers.Measuring;
using Scale;

ScaleOptions options;
try
{
    options = ScaleOptions.Parse(args);
}
catch (ArgumentException problem)
{
    Console.Error.WriteLine(problem.Message);
    Console.Error.WriteLine(ScaleOptions.Usage);
    return 2;
}

if (options.Help)
{
    Console.Out.WriteLine(ScaleOptions.Usage);
    return 0;
}

IExperiment[] experiments = [new UsersExperiment(), new RampExperiment(), new ArrivalsExperiment(), new DispatchExperiment(), new DayExperiment()];
MachineFacts.RememberLoad();
using var folder = new ScratchFolder();
var page = new ScalePage(options.Output ?? Path.Combine(Repository.Root, "bench", "results", "scale.md"));
try
{
    foreach (var experiment in experiments.Where(options.Selects))
    {
        Console.Error.WriteLine($"{experiment.Name} ...");
        page.Replace(experiment, await experiment.Run(folder, options), options);
    }

    return 0;
}
catch (Exception problem) when (problem is InvalidOperationException or FormatException or IOException)
{
    // What fails or miscounts has no number.
    Console.Error.WriteLine(problem.Message);
    return 1;
}
