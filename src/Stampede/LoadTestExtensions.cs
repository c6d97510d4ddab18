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

    /// <summary>
    /// Runs one user of one class and prints each request as it settles, for debugging: OnStart, each task once in order of declaration (sets are entered where they stand),
    /// OnStop. The service, setup and teardown of the test run as always; its load and thresholds do not count. <c>--run-once</c> does the same.
    /// </summary>
    /// <param name="test">The load test.</param>
    /// <param name="options">Which class, and how much is printed; default: the first, briefly.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>0 where no request failed, nothing was thrown and every task had its turn; else 1.</returns>
    /// <exception cref="LoadTestException">The test is wrong: every problem found, before anything was sent.</exception>
    public static Task<int> RunOnce(this LoadTest test, RunOnceOptions? options = null, CancellationToken cancellationToken = default) =>
        OneUser.Run(test, options ?? new RunOnceOptions(), new RunOptions { Host = options?.Host, Seed = options?.Seed }, cancellationToken);
}
