using Stampede.Metrics;

namespace Stampede.Results;

/// <summary>One kind of failure in one interval, or in a whole run.</summary>
/// <param name="Key">What it is grouped by.</param>
/// <param name="Stats">How often it occurred, and samples.</param>
public sealed record FailureInterval(FailureKey Key, FailureStats Stats);
