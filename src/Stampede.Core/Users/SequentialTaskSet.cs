namespace Stampede;

/// <summary>
/// A task set whose tasks run in order of declaration, again and again; a task of weight n runs n times in a row. Its methods come first (those of base classes before its
/// own), then the sets inside it, then those of <see cref="UsesTaskSetAttribute{TSet}"/>.
/// </summary>
public abstract class SequentialTaskSet : TaskSet;

/// <summary>A <see cref="SequentialTaskSet"/> that knows the class of its user.</summary>
/// <typeparam name="TUser">The user class, or a base of those that use the set.</typeparam>
public abstract class SequentialTaskSet<TUser> : SequentialTaskSet
    where TUser : User
{
    /// <inheritdoc cref="TaskSet.User"/>
    public new TUser User => (TUser)base.User;
}
