namespace Stampede.Engine;

/// <summary>What one layer says about an option.</summary>
/// <param name="Texts">The values; a flag has <c>true</c> or <c>false</c>.</param>
/// <param name="Name">What messages call it: <c>--users</c>, <c>STAMPEDE_USERS</c>, <c>stampede.json: users</c>.</param>
/// <param name="From">Where it is from, for the stored overrides; null for the command line.</param>
internal sealed record GivenValue(IReadOnlyList<string> Texts, string Name, string? From = null);
