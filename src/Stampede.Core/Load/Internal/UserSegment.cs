namespace Stampede.Engine;

/// <summary>A piece of a curve of users.</summary>
/// <param name="Users">The level that it goes to.</param>
/// <param name="Length">How long it takes.</param>
/// <param name="Rate">Users started or stopped per second, infinite for all at once; null: evenly over the length.</param>
internal readonly record struct UserSegment(int Users, TimeSpan Length, double? Rate = null);
