namespace Stampede;

/// <summary>What <see cref="UsesTaskSetAttribute{TSet}"/> says, whatever the set.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public abstract class UsesTaskSetAttribute : Attribute
{
    private protected UsesTaskSetAttribute(Type set, int weight) => (Set, Weight) = (set, weight);

    /// <summary>The set's class.</summary>
    public Type Set { get; }

    /// <summary>Its weight among the tasks and sets beside it.</summary>
    public int Weight { get; }
}

/// <summary>Gives a user class, or a task set, a set that is declared elsewhere, as a class with <see cref="TaskAttribute"/> inside it would. Repeatable.</summary>
/// <typeparam name="TSet">The set.</typeparam>
/// <param name="weight">How often it is chosen compared with the other tasks and sets beside it; 1 or more; default 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class UsesTaskSetAttribute<TSet>(int weight = 1) : UsesTaskSetAttribute(typeof(TSet), weight)
    where TSet : TaskSet;
