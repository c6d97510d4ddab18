namespace Stampede.Auditing;

/// <summary>Times of some requests, in microseconds.</summary>
/// <param name="Count">Of how many requests.</param>
/// <param name="Mean">The mean; null where the file does not tell it.</param>
/// <param name="Median">The median; null where the file does not tell it.</param>
/// <param name="P99">The 99th percentile; null where the file does not tell it.</param>
/// <param name="Maximum">The largest; null where the file does not tell it.</param>
public sealed record AuditTimes(long Count, double? Mean, double? Median, double? P99, double? Maximum);
