using Stampede.Engine;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Users of a class, of another tool's run as it was planned or as it ran.</summary>
/// <param name="Class">The class.</param>
/// <param name="Count">How many users.</param>
internal sealed record PlannedUsers(AuditPlanClass Class, int Count)
{
    /// <summary>Iterations per second that they make at most; null where they do not wait, or where that is not known.</summary>
    public double? Ceiling => (Class.Cycle ?? Class.MeanWait) is > 0 and var wait ? Count / wait : null;

    /// <summary>Those that were meant to run.</summary>
    public static IReadOnlyList<PlannedUsers> Intended(AuditPlan plan) => Share(plan, [.. plan.Classes.Where(c => c.IsIntended)]);

    /// <summary>Those that ran, as far as the requests tell: of all classes that share the users, without those of whose own requests there is none.</summary>
    public static IReadOnlyList<PlannedUsers> AsRun(AuditPlan plan, RunResult run)
    {
        var silent = plan.Classes.Where(c => PlanNames.Exclusive(plan, c) is { Count: > 0 } own && !own.Any(r => run.Requests.Any(n => n.Value.Settled > 0 && PlanNames.Matches(r, n.Key)))).ToArray();
        return [.. Share(plan, plan.Classes).Where(u => !silent.Contains(u.Class))];
    }

    /// <summary>The ceiling of several; null where one has none, or there is none of them.</summary>
    public static double? Sum(IReadOnlyList<PlannedUsers> users) => users.Count == 0 || users.Any(u => u.Ceiling is null) ? null : users.Sum(u => u.Ceiling!.Value);

    private static IReadOnlyList<PlannedUsers> Share(AuditPlan plan, IReadOnlyList<AuditPlanClass> classes)
    {
        var mix = new ClassMix([.. classes.Select(c => new ClassShare(c.Weight, c.Users ?? 0))]);
        if ((plan.Users ?? (classes.All(c => c.Users is not null) ? classes.Sum(c => c.Users) : null)) is not { } users)
        {
            return [];
        }

        var counts = mix.CountsAt(users);
        return [.. classes.Select((c, i) => new PlannedUsers(c, counts[i])).Where(u => u.Count > 0)];
    }
}
