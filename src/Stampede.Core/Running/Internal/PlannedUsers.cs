namespace Stampede.Engine;

/// <summary>How many users of each class the load asks for at a moment: computed from the plan, not from what was started, so that a late generator shows.</summary>
internal sealed class PlannedUsers(IUserSchedule load, IReadOnlyList<UserClass> classes)
{
    private readonly ClassMix _mix = Mix(classes);
    private readonly int[] _counts = new int[classes.Count];
    private int _users;

    public static ClassMix Mix(IReadOnlyList<UserClass> classes) => new([.. classes.Select(c => new ClassShare(c.Weight, c.FixedCount))]);

    /// <summary>The counts, in the classes' order. One caller at a time.</summary>
    public int[] At(TimeSpan elapsed)
    {
        var users = Math.Min(load.UsersAt(elapsed), _mix.Limit);
        while (_users < users)
        {
            _counts[_mix.ClassOf(_users++)]++;
        }

        while (_users > users)
        {
            _counts[_mix.ClassOf(--_users)]--;
        }

        return [.. _counts];
    }
}
