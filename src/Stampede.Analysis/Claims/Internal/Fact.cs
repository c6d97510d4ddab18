namespace Stampede.Claims;

/// <summary>A number that a run has: the truth about a claim, or where a wrong one may come from.</summary>
/// <param name="Kind">What it is a number of.</param>
/// <param name="Value">The number, in the kind's unit.</param>
/// <param name="Text">What it is, for people, so that "72 % is" can stand before it.</param>
/// <param name="Rank">How likely it is that somebody took it for another number; 0 is the likeliest.</param>
internal sealed record Fact(ClaimKind Kind, double Value, string Text, int Rank);
