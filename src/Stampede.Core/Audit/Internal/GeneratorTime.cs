using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>The measured seconds by which the generator is judged.</summary>
internal static class GeneratorTime
{
    /// <summary>Fewer seconds say little of a generator: one busy second is then a large share.</summary>
    public const double Least = 5;

    /// <summary>So many seconds must be bad: a single one is an accident.</summary>
    public const double LeastBad = 2.5;

    /// <summary>What a share of the measured time means that rules speak of.</summary>
    public const double Share = 0.05;

    // In a run's first two seconds the runtime compiles what all others then use.
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(2);

    /// <summary>The measured points with a sample of the generator, without the start of the run.</summary>
    public static IReadOnlyList<AuditPoint> Of(AuditTimeline timeline) => [.. timeline.Steady.Where(p => p.Generator is not null && p.Offset >= Start)];

    /// <summary>How full the generator was: one full loop delays all its users, however many cores are idle.</summary>
    public static double Use(GeneratorSample generator) => Math.Max(generator.Cpu, generator.LoopBusy ?? 0);

    /// <summary>Why there is nothing to judge; null where there is.</summary>
    public static string? Missing(AuditTimeline timeline, IReadOnlyList<AuditPoint> points) =>
        timeline.Steady.All(p => p.Generator is null) ? "nothing is known of the generator"
        : points.Seconds() < Least ? $"fewer than {Least:0} s were measured after the start" : null;

    /// <summary>Whether something held for a noticeable share of the time.</summary>
    public static bool IsMuch((double Held, double Of) time) => time.Held >= LeastBad && time.Held > time.Of * Share;
}
