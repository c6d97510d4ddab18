namespace Stampede.Engine;

/// <summary>What a user class asks for.</summary>
/// <param name="Weight">Its weight among the classes without a fixed count; 0 or less takes no part.</param>
/// <param name="FixedCount">How many users it has before weights count; above 0 its weight does not count.</param>
internal readonly record struct ClassShare(double Weight, int FixedCount);
