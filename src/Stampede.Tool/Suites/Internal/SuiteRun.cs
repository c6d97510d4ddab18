using Stampede.Metrics;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>Runs the tests of a suite one after the other, and goes on after one that failed.</summary>
internal sealed class SuiteRun(Suite suite, SuitePlan plan, ISuiteHost host, string folder, Func<string, Task> say, TimeProvider clock)
{
    /// <summary>Where the run folders are, within the suite's.</summary>
    public const string RunsFolder = "runs";

    private const string Interrupted = "interrupted";

    private readonly List<SuiteStateEntry> _steps = [];
    private SuiteState _state = null!;

    /// <summary>Runs what is to be run.</summary>
    /// <param name="state">How far the suite came before.</param>
    /// <param name="stop">Stops it after the test that runs, which has the signal as well.</param>
    public async Task<SuiteResult> Run(SuiteState state, CancellationToken stop)
    {
        _steps.AddRange(suite.Entries.Select(e => state.Tests.FirstOrDefault(t => t.Name == e.Name) ?? new SuiteStateEntry { Name = e.Name }));
        _state = state with { Ended = null, ExitCode = null };
        Save();
        var outcomes = new List<SuiteOutcome>();
        var services = new SuiteServices(suite.Services, host, say);
        await using (services)
        {
            var refusal = await Begin(services, state, stop);
            var hasRun = false;
            foreach (var (index, entry) in suite.Entries.Index())
            {
                var outcome = await Kept(index) ?? (plan.IsWanted(entry) ? refusal is null ? null : NotRun(index, refusal.Value) : NotRun(index, ("left out by --only", ExitCode.Passed)));
                if (outcome is null)
                {
                    await say("");
                    await say($"[{index + 1}/{suite.Entries.Count}] {entry.Name} ({entry.File})");
                    outcome = await One(index, services, hasRun, stop);
                    hasRun |= outcome.Run is not null;
                }

                outcomes.Add(outcome);
                await Tell(outcome);
            }
        }

        var result = new SuiteResult
        {
            Name = suite.Name,
            File = suite.File,
            Started = state.Started,
            Ended = clock.GetUtcNow(),
            ScaledTo = state.ScaledTo,
            Outcomes = outcomes,
        };
        _state = _state with { Ended = result.Ended, ExitCode = result.ExitCode };
        Save();
        return result;
    }

    /// <summary>A run that was judged in its bands.</summary>
    public static SuiteOutcome Judge(SuiteEntry entry, RunResult run, string runFolder, int exitCode, bool isKept = false)
    {
        BandResult[] bands = [.. entry.Bands.Select(b => b.Judge(run))];
        var inBands = bands.Any(b => b.Outcome == BandOutcome.Fail) ? ExitCode.ThresholdFailed : bands.Any(b => b.Outcome == BandOutcome.NoData) ? ExitCode.NoData : ExitCode.Passed;
        return new SuiteOutcome { Entry = entry, Run = run, Folder = runFolder, Bands = bands, ExitCode = ExitCode.Worst(exitCode, inBands), IsKept = isKept };
    }

    // What everything waits for; a reason and its exit code where it did not come.
    private async Task<(string Reason, int ExitCode)?> Begin(SuiteServices services, SuiteState state, CancellationToken stop)
    {
        if (!suite.Entries.Any(e => plan.IsWanted(e) && !plan.IsOver(e, state)))
        {
            return null;
        }

        try
        {
            string[] lasting = [.. suite.Services.Where(s => !s.Restart || suite.Health is not null).Select(s => s.Name)];
            await services.Start(lasting, isForTest: false, stop);
            return suite.Health is { } health && await Ask(health, services, stop) is { } problem ? (problem, ExitCode.NoData) : null;
        }
        catch (LoadTestException e)
        {
            return (e.Message, ExitCode.Usage);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return (Interrupted, ExitCode.NoData);
        }
    }

    private async Task<SuiteOutcome?> Kept(int index)
    {
        var (entry, step) = (suite.Entries[index], _steps[index]);
        if (!plan.IsOver(entry, _state) || step.Run is not { } run)
        {
            return null;
        }

        try
        {
            return Judge(entry, await RunFolderReader.Open(Path.Combine(folder, run), CancellationToken.None), run, step.ExitCode ?? ExitCode.Passed, isKept: true);
        }
        catch (RunFolderException e)
        {
            return NotRun(index, Unreadable(e)); // the next --resume runs it again
        }
    }

    private async Task<SuiteOutcome> One(int index, SuiteServices services, bool hasRun, CancellationToken stop)
    {
        var entry = suite.Entries[index];
        try
        {
            if (stop.IsCancellationRequested)
            {
                return NotRun(index, (Interrupted, ExitCode.NoData));
            }

            if (hasRun && entry.CoolDown > TimeSpan.Zero)
            {
                await say($"Cool-down of {Figures.Span(entry.CoolDown)} …");
                await host.Wait(entry.CoolDown, stop);
            }

            await services.Start(entry.Services, isForTest: true, stop);
            if (entry.Health is { } health && await Ask(health, services, stop) is { } problem)
            {
                return NotRun(index, (problem, ExitCode.NoData));
            }
        }
        catch (LoadTestException e)
        {
            return NotRun(index, (e.Message, ExitCode.Usage));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return NotRun(index, (Interrupted, ExitCode.NoData));
        }

        return await RunIt(index, services);
    }

    private async Task<SuiteOutcome> RunIt(int index, SuiteServices services)
    {
        var entry = suite.Entries[index];
        var runs = Path.Combine(folder, RunsFolder);
        Directory.CreateDirectory(runs);
        var before = Directory.GetDirectories(runs).ToHashSet();
        Step(index, new SuiteStateEntry { Name = entry.Name, Step = SuiteStep.Running, Fingerprint = plan.Fingerprint(entry) });
        var exitCode = await host.Run(plan.Program(entry), plan.Arguments(entry, services.Addresses, runs), SuitePlan.Environment(entry, services.Addresses));
        if (Directory.GetDirectories(runs).FirstOrDefault(f => !before.Contains(f)) is not { } made)
        {
            // It refused before its first user, or ended before it could say why.
            return NotRun(index, ($"the load test ended with exit code {exitCode} and made no run; it said why when it ran", exitCode == ExitCode.Passed ? ExitCode.Crashed : exitCode));
        }

        var run = $"{RunsFolder}/{Path.GetFileName(made)}";
        RunResult result;
        try
        {
            result = await RunFolderReader.Open(made, CancellationToken.None);
        }
        catch (RunFolderException e)
        {
            return NotRun(index, Unreadable(e));
        }

        Step(index, _steps[index] with
        {
            Step = result.Ending is RunEnding.None or RunEnding.Interrupted ? SuiteStep.Interrupted : SuiteStep.Finished,
            Run = run,
            ExitCode = exitCode,
        });
        return Judge(entry, result, run, exitCode);
    }

    private async Task<string?> Ask(HealthCheck check, SuiteServices services, CancellationToken stop)
    {
        var filled = check with { Url = Placeholders.Fill(check.Url, services.Addresses) };
        for (var attempt = 0; ; attempt++)
        {
            if (await host.Ask(filled, stop) is not { } problem)
            {
                return null;
            }

            if (attempt == check.Retries)
            {
                return $"health check: {SecretMask.Url(filled.Url)} {problem} ({Figures.Plural(attempt + 1, "try", "tries")})";
            }

            await host.Wait(check.Every, stop);
        }
    }

    private static (string Reason, int ExitCode) Unreadable(RunFolderException e) => ($"its run cannot be read: {e.Message}", ExitCode.Crashed);

    private SuiteOutcome NotRun(int index, (string Reason, int ExitCode) why)
    {
        Step(index, new SuiteStateEntry { Name = suite.Entries[index].Name, Reason = why.Reason });
        return new SuiteOutcome { Entry = suite.Entries[index], NotRun = why.Reason, ExitCode = why.ExitCode };
    }

    private Task Tell(SuiteOutcome outcome)
    {
        var verdict = OutcomeText.Of(outcome);
        return say($"{outcome.Entry.Name}: {verdict.Word}{(outcome.IsKept ? " (kept from before)" : "")}. {verdict.Why}");
    }

    private void Step(int index, SuiteStateEntry step)
    {
        _steps[index] = step;
        Save();
    }

    private void Save()
    {
        _state = _state with { Tests = [.. _steps] };
        _state.Write(folder);
    }
}
