namespace Stampede.Metrics;

/// <summary>What exceptions of users' code are grouped by.</summary>
/// <param name="ClassIndex">The class, by its index in the plan.</param>
/// <param name="Where">The member that threw: a task's name, <c>OnStart</c>, <c>OnStop</c>, <c>constructor</c>.</param>
/// <param name="Type">The exception's type.</param>
/// <param name="Message">Its message, at most 500 characters; after 200 distinct ones "(other)".</param>
public readonly record struct UserErrorKey(int ClassIndex, string Where, string Type, string Message);
