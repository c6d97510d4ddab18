namespace Stampede.Engine;

/// <summary>The tasks and sets of one user class or set, and the order in which they are chosen. Shared by all users of the class; only weights change.</summary>
internal sealed class TaskGroup
{
    private readonly Lock _lock = new();
    private readonly double[] _weights;
    private volatile TaskOrder _order;

    /// <param name="items">At least one.</param>
    /// <param name="order">An order of just these.</param>
    public TaskGroup(IReadOnlyList<TaskItem> items, TaskOrder order)
    {
        Items = [.. items];
        _order = order;
        _weights = [.. items.Select(i => i.Weight)];
    }

    public TaskItem[] Items { get; }

    public TaskOrder Order => _order;

    /// <summary>The tasks in it and in the sets inside, in order of declaration: own tasks first.</summary>
    public IEnumerable<UserTask> Leaves => Items.SelectMany(i => i is UserTaskSet set ? set.Group.Leaves : [(UserTask)i]);

    /// <summary>All that is in it, sets too.</summary>
    public IEnumerable<(TaskGroup Group, int Index)> Everything =>
        Items.SelectMany((item, i) => item is UserTaskSet set ? set.Group.Everything.Prepend((this, i)) : [(this, i)]);

    /// <summary>What comes next.</summary>
    /// <param name="random">The user's.</param>
    /// <param name="state">Where in the order the user is; 0 when it enters.</param>
    public TaskItem Next(Random random, ref int state) => Items[_order.Next(random, ref state)];

    /// <summary>The group without some of its items; null where nothing is left.</summary>
    public TaskGroup? With(IReadOnlyList<TaskItem> items) => items.Count switch
    {
        0 => null,
        _ when items.SequenceEqual(Items) => this,
        _ => new TaskGroup(items, _order.With([.. items.Select(i => i.Weight)])),
    };

    /// <summary>Changes a weight while users run; those between two tasks choose by it from now on.</summary>
    /// <exception cref="ArgumentException">The weight, or this kind of set, does not allow it; the message says why.</exception>
    public void SetWeight(int index, double weight)
    {
        lock (_lock)
        {
            double[] weights = [.. _weights];
            weights[index] = weight;
            _order = _order.With(weights);
            _weights[index] = weight;
        }
    }
}
