namespace Stampede.Engine;

/// <summary>A task of a user class, ready to be called.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="Index">Its index within the plan: tasks of all classes in one row.</param>
/// <param name="Invoke">Calls it on a user of its class.</param>
internal sealed record UserTask(string Name, int Weight, int Index, Func<User, ValueTask> Invoke);
