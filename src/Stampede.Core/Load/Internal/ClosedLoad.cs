namespace Stampede.Engine;

/// <summary>A load of the closed model: so many users, each of which iterates and waits. Pure, but for custom shapes.</summary>
internal abstract class ClosedLoad(LoadSettings settings) : Load(settings), IUserSchedule
{
    /// <summary>Users started per second where it has one such figure, else null.</summary>
    internal abstract double? SpawnRate { get; }

    /// <inheritdoc />
    public abstract int UsersAt(TimeSpan elapsed);

    /// <inheritdoc />
    public abstract TimeSpan? NextChange(TimeSpan elapsed);

    /// <summary>The schedule of one run: itself, unless it has to remember something.</summary>
    internal virtual IUserSchedule NewSchedule() => this;
}
