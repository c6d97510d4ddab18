namespace Stampede.Results;

/// <summary>One exception of users' code in one interval, or in a whole run.</summary>
/// <param name="Class">The user class.</param>
/// <param name="Where">The member that threw.</param>
/// <param name="Type">The exception's type.</param>
/// <param name="Message">Its message.</param>
/// <param name="Count">Occurrences.</param>
/// <param name="StackTrace">The first one's stack trace; empty in intervals that only count on.</param>
public sealed record UserErrorInterval(string Class, string Where, string Type, string Message, long Count, string StackTrace);
