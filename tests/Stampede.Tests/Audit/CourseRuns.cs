using Stampede.Auditing;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Runs and seconds made by hand for the rules about a run's course.</summary>
internal static class CourseRuns
{
    public static GeneratorSample Generator(double cpu = 0.2, double? machine = 0.4, double gc = 0, double lag = 2, int sockets = 10) => new()
    {
        Cpu = cpu,
        MachineCpu = machine,
        GcPause = gc,
        Allocated = 0,
        Memory = 0,
        LoopLag = lag,
        Lateness = 1,
        PoolQueue = 0,
        OpenSockets = sockets,
    };

    /// <summary>A second with its generator.</summary>
    public static AuditPoint Second(int second, GeneratorSample? generator = null) => AuditRuns.Point(second) with { Generator = generator ?? Generator() };

    /// <summary>A second of arrivals.</summary>
    public static AuditPoint Arriving(int second, long inFlight = 5, long late = 0, long dropped = 0, long scheduled = 100) =>
        Second(second) with { Scheduled = scheduled, Late = late, Dropped = dropped, InFlight = inFlight, Users = null, UsersOfClasses = [] };

    /// <summary>A run of 60 s with 100 arrivals a second.</summary>
    public static RunResult Arrivals(long late = 0, long dropped = 0, long lost = 0, Histogram? delay = null) => AuditRuns.Own() with
    {
        Arrivals =
        [
            new ArrivalSample { Load = "arrivals", Scheduled = 6_000, Started = 6_000 - dropped - lost, Late = late, Dropped = dropped, StartDelay = delay, InFlight = 5 },
        ],
    };

    /// <summary>A run of our own with another wait.</summary>
    public static RunResult Waiting(double? wait) => AuditRuns.Own() is var run && run.Plan.Classes[0] is var one
        ? run with { Plan = run.Plan with { Classes = [one with { MeanWait = wait }] } } : null!;

    public static RunEnvironment Environment(TargetPlace? target = TargetPlace.Elsewhere, bool optimized = true, long? files = null) => new()
    {
        Machine = "box",
        Cores = 2,
        Memory = 1,
        System = "Linux",
        Architecture = "x64",
        Runtime = "10",
        GarbageCollector = "workstation",
        Optimized = optimized,
        Version = "1",
        CommandLine = [],
        Transport = "epoll",
        Loops = 1,
        Target = target,
        OpenFilesLimit = files,
    };
}
