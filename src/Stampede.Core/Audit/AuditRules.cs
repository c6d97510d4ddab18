namespace Stampede.Auditing;

/// <summary>The rules of the audit.</summary>
public static class AuditRules
{
    /// <summary>All of them, in the order of the reference (docs/reference/audit.md).</summary>
    public static IReadOnlyList<IAuditRule> All { get; } =
    [
        // Totals, statuses, names and the plan.
        new SumsRule(),
        new StatusCountRule(),
        new FailureCountRule(),
        new TimesCountRule(),
        new RateRule(),
        new CourseCountRule(),
        new FailureRateRule(),
        new RejectedRule(),
        new ThrottleRule(),
        new FastFailuresRule(),
        new AcceptedErrorsRule(),
        new SameSizeRule(),
        new RedirectRule(),
        new SilentClassRule(),
        new MixRule(),
        new NamesRule(),
        new TailRule(),
        new FewErrorsRule(),
        new FixedMultiplesRule(),
        new RoundNumbersRule(),
        new OrderRule(),
        new MergedPercentileRule(),
        new MeanOnlyRule(),
        new ThresholdsChangedRule(),
        new NoGoalRule(),

        // The generator, the load and the course over time.
        new GeneratorCpuRule(),
        new GeneratorBoundRule(),
        new BlockedLoopRule(),
        new LateArrivalsRule(),
        new GarbageRule(),
        new DroppedRule(),
        new ScheduleRule(),
        new LimitsRule(),
        new ReuseRule(),
        new ResentRule(),
        new ClockRule(),
        new BuildRule(),
        new SameMachineRule(),
        new ThinkTimeRule(),
        new ClosedModelRule(),
        new LittleRule(),
        new ServiceTimeRule(),
        new SaturationRule(),
        new OverloadRule(),
        new AllFailedRule(),
        new KneeRule(),
        new StepLengthRule(),
        new UsersLostRule(),
        new WarmUpRule(),
        new DriftRule(),
        new UnfinishedRule(),
        new TimeoutsRule(),
        new ShortRunRule(),
        new InterruptedRule(),
    ];
}
