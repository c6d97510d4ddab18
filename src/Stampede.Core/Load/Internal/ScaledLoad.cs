namespace Stampede.Engine;

/// <summary>A closed load with a shape, which the command line scales: <c>-u</c> its highest target, <c>-t</c> its time axis.</summary>
internal abstract class ScaledLoad(LoadSettings settings, LoadScale scale) : ClosedLoad(settings)
{
    internal sealed override double? SpawnRate => null;

    internal sealed override int PeakUsers => Peak is { } peak ? Scale.Of(peak) : 0;

    internal sealed override TimeSpan? OwnDuration => Length is { } length ? Scale.Of(length) : null;

    internal sealed override string Figures => (Scale.Users == 1, Scale.Time == 1) switch
    {
        (true, true) => Model,
        (false, true) => $"{Model}, scaled to {PeakUsers} users",
        (true, false) => $"{Model}, scaled in time",
        _ => $"{Model}, scaled to {PeakUsers} users and in time",
    };

    protected LoadScale Scale => scale;

    /// <summary>The highest target, unscaled; null where it is not known.</summary>
    protected abstract int? Peak { get; }

    /// <summary>How long it takes, unscaled; null where it has no end of its own.</summary>
    protected abstract TimeSpan? Length { get; }

    /// <summary>Its figures, unscaled.</summary>
    protected abstract string Model { get; }

    internal sealed override Load Change(LoadSettings changed) => With(changed, Scale);

    internal sealed override Load Scaled(LoadScale by) => With(by.Of(Settings), Scale.Times(by));

    internal sealed override Load Override(LoadOverrides overrides, List<string> problems)
    {
        overrides.RefuseSpawnRate(Kind, problems);
        overrides.CheckFigures(problems);
        if (!overrides.CanScale || FigureProblems().Any())
        {
            return this;
        }

        var (users, time) = (1.0, 1.0);
        var changed = Settings;
        if (overrides.Users is { } peak)
        {
            if (PeakUsers > 0)
            {
                users = (double)peak / PeakUsers;
            }
            else
            {
                problems.Add(UnknownPeak);
            }
        }

        if (overrides.RunTime is { } runTime)
        {
            if (Duration is { } duration && duration > TimeSpan.Zero)
            {
                time = runTime / duration;
            }
            else if (UnknownLength is { } unknown)
            {
                problems.Add(unknown);
            }
            else
            {
                changed = changed with { Duration = runTime, UnreadableDuration = null };
            }
        }

        var by = new LoadScale(users, time);
        return With(by.Of(changed), Scale.Times(by));
    }

    protected abstract ScaledLoad With(LoadSettings settings, LoadScale scale);

    /// <summary>What to say where -u cannot be scaled to.</summary>
    protected virtual string UnknownPeak => $"--users cannot scale the {Kind}: there is no user in it.";

    /// <summary>What to say where -t cannot be scaled to; null where it is simply the end then.</summary>
    protected virtual string? UnknownLength => null;
}
