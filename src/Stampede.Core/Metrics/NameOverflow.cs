namespace Stampede.Metrics;

/// <summary>What did not fit the limit of distinct request names.</summary>
/// <param name="Count">Distinct names beyond the limit, as far as they were counted (at most 100,000 are told apart).</param>
/// <param name="Examples">The first five of them.</param>
public sealed record NameOverflow(long Count, IReadOnlyList<string> Examples);
