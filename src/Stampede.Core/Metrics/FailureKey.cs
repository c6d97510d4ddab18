namespace Stampede.Metrics;

/// <summary>What failures are grouped by.</summary>
/// <param name="Request">The request's key.</param>
/// <param name="Kind">Why it failed.</param>
/// <param name="Text">One sentence for people, the same for every occurrence. Bounded: after 200 distinct texts "(other)".</param>
public readonly record struct FailureKey(RequestKey Request, FailureKind Kind, string Text);
