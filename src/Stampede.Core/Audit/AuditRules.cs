namespace Stampede.Auditing;

/// <summary>The rules of the audit.</summary>
public static class AuditRules
{
    /// <summary>All of them, in the order of the reference (docs/reference/audit.md).</summary>
    public static IReadOnlyList<IAuditRule> All { get; } =
    [
        new SumsRule(),
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
