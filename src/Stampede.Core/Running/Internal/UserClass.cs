using Stampede.Results;

namespace Stampede.Engine;

/// <summary>A user class of a run: how its users are made, what they do, how many there are.</summary>
internal sealed class UserClass
{
    private readonly Func<User> _make;
    private User? _first;

    public UserClass(int index, User first, ClassChanges changes, Func<User> make, TaskGroup root, int firstTask)
    {
        Index = index;
        Type = first.GetType();
        Name = Type.Name;
        _first = first;
        _make = make;
        Root = root;
        Tasks = [.. root.Leaves];
        foreach (var task in Tasks)
        {
            task.Index = firstTask++;
        }

        Weight = changes.Weight(Name, first.Weight);
        FixedCount = changes.FixedCount(Name, first.FixedCount);
        Host = changes.Host(Name, first.Host);
        WaitTime = first.WaitTime;
    }

    public int Index { get; }

    public string Name { get; }

    public Type Type { get; }

    /// <summary>Changed while the run goes on by <see cref="Runner.SetWeight"/> only.</summary>
    public double Weight { get; set; }

    public int FixedCount { get; }

    public string? Host { get; }

    public WaitTime WaitTime { get; }

    /// <summary>Its tasks and sets, as they are chosen.</summary>
    public TaskGroup Root { get; }

    /// <summary>Its tasks, those of its sets included, in order of their index.</summary>
    public IReadOnlyList<UserTask> Tasks { get; }

    /// <summary>What its sessions begin with; set once the run's host is known.</summary>
    public HttpDefaults? Http { get; set; }

    /// <summary>A new user. The object that was made to read the class's settings is the first one.</summary>
    public User Make() => Interlocked.Exchange(ref _first, null) ?? _make();

    /// <summary>Changes the weight of a task or set while users run. From any thread.</summary>
    /// <param name="path">Its path: <c>Look</c>, <c>Browse</c>, <c>Browse/Look</c>.</param>
    /// <param name="weight">0 or more; one of those beside it stays above 0.</param>
    /// <exception cref="ArgumentException">There is no such task, or the weight is not possible; the message says why.</exception>
    public void SetTaskWeight(string path, double weight)
    {
        var (group, index) = Root.Everything.FirstOrDefault(e => e.Group.Items[e.Index].Path == path);
        if (group is null)
        {
            throw new ArgumentException($"{Name} has no task '{path}'; it has {string.Join(", ", Root.Everything.Select(e => e.Group.Items[e.Index].Path))}.");
        }

        try
        {
            group.SetWeight(index, weight);
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentException($"{Name}.{group.Items[index].Where}: {exception.Message}", exception);
        }
    }

    public UserClassPlan ToPlan() => new()
    {
        Name = Name,
        Weight = Weight,
        FixedCount = FixedCount,
        WaitTime = WaitTime.Description,
        MeanWait = WaitTime.MeanSeconds,
        CycleSeconds = WaitTime.CycleSeconds,
        Host = Host is null ? null : SecretMask.Url(Host),
        Tasks = [.. Tasks.Select((task, i) => new TaskPlan(task.Path, task.Weight)
        {
            Set = task.Set,
            Tags = task.Tags,
            Requests = task.Requests,

            // With sets, how often a task runs depends on when they are left.
            Share = Tasks.Count == Root.Items.Length && Root.Items.All(item => item is UserTask) ? Root.Order.Shares[i] : null,
        })],
    };
}
