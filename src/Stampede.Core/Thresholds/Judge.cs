namespace Stampede.Results;

/// <summary>Says what a run came to: thresholds, verdict and exit code.</summary>
internal static class Judge
{
    /// <summary>The result with its thresholds' outcomes, its verdict and its exit code filled in.</summary>
    /// <param name="result">A run that is over, with all its notes.</param>
    /// <param name="thresholds">In the plan's order.</param>
    /// <param name="exitCodeOnError">The exit code where requests failed, or users crashed or were lost, and no threshold covers failures.</param>
    /// <param name="followed">Who followed the run and knows its windows; null where the result has its intervals.</param>
    /// <param name="audit">Says whether the result, its thresholds judged, can be believed; null to leave its audit as it is.</param>
    public static RunResult Apply(
        RunResult result,
        IReadOnlyList<Threshold> thresholds,
        int exitCodeOnError,
        ThresholdObserver? followed = null,
        Func<RunResult, AuditResult>? audit = null)
    {
        ThresholdResult[] outcomes = [.. thresholds.Select(t => followed?.Windows(t) ?? t.Evaluate(result))];
        result = result with { Thresholds = outcomes };
        result = audit is null ? result : result with { Audit = audit(result) };
        var (verdict, exitCode) = Decide(result, outcomes, exitCodeOnError);
        return result with { Verdict = verdict, ExitCode = exitCode };
    }

    /// <summary>A run that was judged, or imported, with another audit: its verdict is decided anew by the outcomes that it has.</summary>
    public static RunResult Audited(RunResult result, AuditResult audit)
    {
        var errors = result is { Verdict: Verdict.Passed, ExitCode: { } code and not 0 } ? code : ExitCode.Errors;
        result = result with { Audit = audit };

        // What nobody judged the audit alone does not make pass.
        var wasJudged = result.Ending != RunEnding.None && (result.Imported is null || result.Thresholds.Count > 0);
        var (verdict, exitCode) = Decide(result, [.. result.Thresholds], errors);
        return verdict == Verdict.Invalid || wasJudged ? result with { Verdict = verdict, ExitCode = exitCode } : result with { Verdict = null, ExitCode = null };
    }

    // From the gravest down; the order of the exit codes is part of the contract.
    private static (Verdict Verdict, int ExitCode) Decide(RunResult result, ThresholdResult[] outcomes, int exitCodeOnError)
    {
        if (result.Ending == RunEnding.Crashed)
        {
            return (Verdict.Invalid, ExitCode.Crashed);
        }

        if (result.Ending == RunEnding.LoopBlocked || result.Audit?.Worst == NoteSeverity.Invalid || result.Notes.Any(n => n.Severity == NoteSeverity.Invalid))
        {
            return (Verdict.Invalid, ExitCode.Invalid);
        }

        // A threshold that ended the run has failed, even where the last answers that came in would have saved it.
        if (result.Ending == RunEnding.ThresholdAborted || outcomes.Any(o => o.Outcome == ThresholdOutcome.Failed))
        {
            return (Verdict.Failed, ExitCode.ThresholdFailed);
        }

        if (outcomes.Any(o => o.Outcome == ThresholdOutcome.NoData) || result.Requests.Values.All(s => s.Settled == 0))
        {
            return (Verdict.NoData, ExitCode.NoData);
        }

        return (Verdict.Passed, HasErrors(result) && !outcomes.Any(o => o.CoversFailures) ? exitCodeOnError : ExitCode.Passed);
    }

    private static bool HasErrors(RunResult result) =>
        result.Requests.Values.Any(s => s.Failed > 0) || result.UserErrors.Any(e => e.Count > 0) || result.Classes.Any(c => c.Lost > 0);
}
