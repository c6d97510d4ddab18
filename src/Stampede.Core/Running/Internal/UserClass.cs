using Stampede.Results;

namespace Stampede.Engine;

/// <summary>A user class of a run: how its users are made, what they do, how many there are.</summary>
internal sealed class UserClass
{
    private readonly Func<User> _make;
    private User? _first;

    public UserClass(int index, User first, Func<User> make, IReadOnlyList<UserTask> tasks)
    {
        Index = index;
        Name = first.GetType().Name;
        _first = first;
        _make = make;
        Tasks = tasks;
        Weight = first.Weight;
        FixedCount = first.FixedCount;
        Host = first.Host;
        WaitTime = first.WaitTime;
        Picker = new TaskPicker([.. tasks.Select(t => (double)t.Weight)]);
    }

    public int Index { get; }

    public string Name { get; }

    public double Weight { get; }

    public int FixedCount { get; }

    public string? Host { get; }

    public WaitTime WaitTime { get; }

    public IReadOnlyList<UserTask> Tasks { get; }

    public TaskPicker Picker { get; }

    /// <summary>What its sessions begin with; set once the run's host is known.</summary>
    public HttpDefaults? Http { get; set; }

    /// <summary>A new user. The object that was made to read the class's settings is the first one.</summary>
    public User Make() => Interlocked.Exchange(ref _first, null) ?? _make();

    public UserClassPlan ToPlan() => new()
    {
        Name = Name,
        Weight = Weight,
        FixedCount = FixedCount,
        WaitTime = WaitTime.Description,
        MeanWait = WaitTime.MeanSeconds,
        Host = Host is null ? null : SecretMask.Url(Host),
        Tasks = [.. Tasks.Select(t => new TaskPlan(t.Name, t.Weight))],
    };
}
