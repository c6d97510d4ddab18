namespace Stampede;

/// <summary>
/// A task set that begins with its first declared task; what follows a task is chosen by the weights of its <see cref="TransitionAttribute"/>s. Each task has at least one.
/// </summary>
public abstract class MarkovTaskSet : TaskSet;

/// <summary>A <see cref="MarkovTaskSet"/> that knows the class of its user.</summary>
/// <typeparam name="TUser">The user class, or a base of those that use the set.</typeparam>
public abstract class MarkovTaskSet<TUser> : MarkovTaskSet
    where TUser : User
{
    /// <inheritdoc cref="TaskSet.User"/>
    public new TUser User => (TUser)base.User;
}
