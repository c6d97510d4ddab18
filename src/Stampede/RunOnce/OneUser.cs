using System.Reflection;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>Runs one user of a load test once and prints what it does.</summary>
internal static class OneUser
{
    public static async Task<int> Run(LoadTest test, RunOnceOptions once, RunOptions options, CancellationToken cancellationToken)
    {
        var output = once.Output ?? Console.Out;
        var trace = new RunOncePrinter(output, once.Details);
        var userClass = once.UserClass ?? UserClassFinder.Types(test, Assembly.GetEntryAssembly()).FirstOrDefault();
        var result = await (userClass is null ? test : test.OfOneUser(userClass)).Run(
            options with
            {
                EqualWeights = true, // also where nobody runs the class at present: its weight is 0
                StartRetries = 0,
                Loops = 1,
                Observers = [.. options.Observers, new Heading(output)],
                Once = new OnePass(trace, once.Waits),
            },
            cancellationToken);
        trace.End(result);
        return result.Total().Failed == 0 && result.UserErrors.Count == 0 && result.Classes.Sum(c => c.Lost) == 0
            && result.Ending is RunEnding.Completed or RunEnding.EndedByTest ? ExitCode.Passed : ExitCode.Errors;
    }

    /// <summary>Says what runs.</summary>
    private sealed class Heading(TextWriter output) : IRunObserver
    {
        public ValueTask Started(RunStart start, CancellationToken cancellationToken)
        {
            var plan = start.Plan;
            output.WriteLine($"{plan.Classes[0].Name}: one user, each task once{(plan.Host is null ? "" : $", against {plan.Host}")}; seed {plan.Seed}");
            return default;
        }

        public ValueTask Interval(IntervalSnapshot interval, IRunControl run, CancellationToken cancellationToken) => default;

        public ValueTask Ended(RunResult result, CancellationToken cancellationToken) => default;
    }
}
