namespace Stampede;

/// <summary>An exception of a user's code that was counted: what <see cref="Hooks.UserError"/> gets.</summary>
/// <param name="UserClass">The user's class.</param>
/// <param name="UserNumber">The user's number in the run, from 0.</param>
/// <param name="Where">A task's name, or OnStart, OnStop, constructor, WaitTime.</param>
/// <param name="Exception">What it threw.</param>
public readonly record struct UserErrorEvent(string UserClass, int UserNumber, string Where, Exception Exception);
