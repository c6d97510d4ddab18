using Stampede.Engine;

namespace Stampede;

/// <summary>The entrance of a load-test file.</summary>
public static class LoadTestExtensions
{
    /// <summary>
    /// Runs the load test as the command line says, shows it and writes its files: <c>return await new LoadTest { … }.Run(args);</c>.
    /// The options are those of <c>--help</c> and docs/reference/options.md. Ctrl-C stops the run, and it is judged; a second Ctrl-C ends the process.
    /// </summary>
    /// <param name="test">The load test.</param>
    /// <param name="args">The arguments of the program.</param>
    /// <returns>The exit code (docs/reference/exit-codes.md). It does not throw: mistakes are printed, and have their codes.</returns>
    public static Task<int> Run(this LoadTest test, string[] args) => Entrance.Run(test, args, EntranceContext.OfProcess());
}
