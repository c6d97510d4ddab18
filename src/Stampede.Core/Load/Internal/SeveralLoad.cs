namespace Stampede.Engine;

/// <summary>Several loads, at the same time or one after the other. What a run starts are their parts.</summary>
internal sealed class SeveralLoad(IReadOnlyList<Load?> loads, bool inSequence, LoadSettings? settings = null) : Load(settings ?? LoadSettings.Default)
{
    private int? _peak;

    internal override string Kind => "several";

    internal override string Figures =>
        $"{loads.Count} loads {(inSequence ? "in sequence" : "in parallel")} ({string.Join("; ", loads.Select(l => l is null ? "null" : $"{l.Settings.Name ?? l.Kind}: {l.Description}"))})";

    /// <summary>The most users that its closed parts have together at any time.</summary>
    internal override int PeakUsers => _peak ??= UserPeak.Of([.. Parts(TimeSpan.Zero)]);

    internal override TimeSpan? OwnDuration
    {
        get
        {
            var ends = Placed(TimeSpan.Zero).Select(p => p.End).ToArray();
            return ends.Length == 0 || ends.Contains(null) ? null : ends.Max();
        }
    }

    internal override Load Change(LoadSettings changed) => new SeveralLoad(loads, inSequence, changed);

    internal override Load Scaled(LoadScale by) => new SeveralLoad([.. loads.Select(l => l?.Scaled(by))], inSequence, by.Of(Settings));

    internal override Load Override(LoadOverrides overrides, List<string> problems)
    {
        overrides.RefuseSpawnRate(Kind, problems);
        overrides.CheckFigures(problems);
        if (!overrides.CanScale || FigureProblems().Any())
        {
            return this;
        }

        var by = LoadScale.None;
        var changed = this;
        if (overrides.Users is { } users)
        {
            if (Parts(TimeSpan.Zero).FirstOrDefault(p => p.Load is ClosedLoad && p.Load.PeakUsers == 0) is { } unknown)
            {
                problems.Add($"--users scales the users of several loads together, and the shape of '{unknown.Name}' does not say its highest number: let it override PeakUsers, or leave --users out.");
            }
            else if (PeakUsers == 0)
            {
                problems.Add("--users scales the users of several loads together, and these only have arrivals: leave it out, or give each its own InFlight in the file.");
            }
            else
            {
                by = by with { Users = (double)users / PeakUsers };
            }
        }

        if (overrides.RunTime is { } runTime)
        {
            if (Duration is { } duration && duration > TimeSpan.Zero)
            {
                by = by with { Time = runTime / duration };
            }
            else
            {
                changed = new SeveralLoad(loads, inSequence, Settings with { Duration = runTime, UnreadableDuration = null });
            }
        }

        return by == LoadScale.None ? changed : changed.Scaled(by);
    }

    internal override IEnumerable<LoadPart> Parts(TimeSpan offset)
    {
        var start = TimeSpanText.Sum(offset, Settings.Delay);
        var end = Settings.Duration is { } duration ? TimeSpanText.Sum(start, duration) : (TimeSpan?)null;
        var parts = Placed(start).SelectMany(p => p.Load.Parts(p.Offset)).ToList();
        var taken = parts.Select(p => p.Settings.Name).OfType<string>().ToHashSet();
        return parts.Select(part => part with
        {
            Name = part.Settings.Name ?? NameFor(part.Load.Kind, taken),
            Load = part.Settings.Classes.Count > 0 ? part.Load : part.Load.Change(part.Settings with { Classes = Settings.Classes }),
            End = part.End is { } own && !(own > end) ? own : end,
        }).ToArray();
    }

    internal override IEnumerable<string> FigureProblems() => SeveralRules.Problems(this, loads, inSequence);

    /// <summary>The loads, each with what its times count from and its end.</summary>
    internal IEnumerable<(Load Load, TimeSpan Offset, TimeSpan? End)> Placed(TimeSpan start)
    {
        var next = start;
        foreach (var load in loads.OfType<Load>())
        {
            var end = load.Duration is { } duration ? TimeSpanText.Sum(TimeSpanText.Sum(next, load.Settings.Delay), duration) : (TimeSpan?)null;
            yield return (load, next, end);
            next = inSequence && end is { } after ? after : next;
        }
    }

    private static string NameFor(string kind, HashSet<string> taken)
    {
        var name = kind;
        for (var number = 2; !taken.Add(name); number++)
        {
            name = $"{kind} {number}";
        }

        return name;
    }
}
