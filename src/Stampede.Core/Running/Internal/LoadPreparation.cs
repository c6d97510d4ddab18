using System.Globalization;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>Turns a test's load and what the options change about it into the loads that a run starts, or into what is wrong with them.</summary>
internal sealed class LoadPreparation(LoadTest test, RunOptions options, IReadOnlyList<Type> types, IReadOnlyList<UserClass> classes, List<string> problems)
{
    /// <summary>In the open model, iterations under way where nothing is said: more than a system that keeps up ever has, less than a machine can hold.</summary>
    private const int DefaultInFlight = 10_000;

    private readonly List<RunNote> _notes = [];

    /// <summary>The load with everything that overrides it.</summary>
    public Load Load { get; private set; } = test.Load;

    public IReadOnlyList<PreparedPart> Parts { get; private set; } = [];

    /// <summary>What readers of the result must know.</summary>
    public IReadOnlyList<RunNote> Notes => _notes;

    /// <summary>Prepares; what is wrong goes to the problems.</summary>
    /// <param name="files">Open files that the process may have for connections; null where that is not limited.</param>
    public void Prepare(long? files)
    {
        var overrides = new LoadOverrides(options.Users, options.SpawnRate, options.RunTime);
        Load = overrides.IsEmpty ? test.Load : test.Load.Override(overrides, problems);
        var settings = Load.Settings;
        Load = Load.Change(settings with
        {
            WarmUp = options.WarmUp ?? settings.WarmUp,
            CoolDown = options.CoolDown ?? settings.CoolDown,
            Iterations = options.Iterations ?? settings.Iterations,
            IterationsPerUser = options.IterationsPerUser ?? settings.IterationsPerUser,
            Requests = options.Requests ?? settings.Requests,
        });
        Load = options.ScaleTo is { } time ? ScaledTo(time) : Load;
        var before = problems.Count;
        problems.AddRange(Load.Problems());
        if (problems.Count > before)
        {
            return;
        }

        var most = (int)Math.Min(DefaultInFlight, Math.Max(1, files ?? DefaultInFlight));
        var (iterations, requests) = (Limit(Load.Settings.Iterations), Limit(Load.Settings.Requests));
        var parts = new List<PreparedPart>();
        foreach (var part in Load.Parts(TimeSpan.Zero))
        {
            var found = problems.Count;
            if (Classes(part) is not { Count: > 0 } chosen)
            {
                if (problems.Count == found)
                {
                    _notes.Add(new RunNote("LOAD-LEFT-OUT", NoteSeverity.Warning, $"The load '{part.Name}' was left out: none of its user classes runs."));
                }
            }
            else
            {
                parts.Add(new PreparedPart(part, chosen)
                {
                    Index = parts.Count,
                    InFlight = (part.Load as OpenLoad)?.InFlight ?? most,
                    Iterations = iterations ?? Limit(part.Settings.Iterations),
                    Requests = requests ?? Limit(part.Settings.Requests),
                    IterationsPerUser = Load.Settings.IterationsPerUser ?? part.Settings.IterationsPerUser ?? long.MaxValue,
                });
            }
        }

        if (parts.Count == 0 && problems.Count == 0)
        {
            problems.Add("No load is for the user classes that are to run: choose others, or give the load their classes (Of).");
        }

        foreach (var idle in classes.Where(c => parts.Count > 0 && !parts.Exists(p => p.Classes.Contains(c))))
        {
            _notes.Add(new RunNote("CLASS-WITHOUT-LOAD", NoteSeverity.Warning, $"No load is for {idle.Name}: it had no user."));
        }

        CheckFiles(parts, files);
        Parts = parts;
    }

    /// <summary>The load as data.</summary>
    public LoadPlan ToPlan() => new()
    {
        Kind = Load.Kind,
        Description = Load.Description,
        Users = Parts.Count == 1 && Parts[0].IsOpen ? Parts[0].InFlight : Load.PeakUsers,
        SpawnRate = (Load as ClosedLoad)?.SpawnRate,
        Duration = Load.Duration,
        WarmUp = Load.Settings.WarmUp,
        CoolDown = Load.Settings.CoolDown,
        UntilSpawned = options.ResetStats,
        Parts = [.. Parts.Select(p => p.ToPlan(Load.Settings.Iterations ?? p.Part.Settings.Iterations, Load.Settings.Requests ?? p.Part.Settings.Requests))],
    };

    // What has no length of its own ends then, or says why it cannot, as with --run-time.
    private Load ScaledTo(TimeSpan time) => time > TimeSpan.Zero && Load.Duration is { } duration && duration > TimeSpan.Zero && !Load.Problems().Any()
        ? Load.Scaled(new LoadScale(1, time / duration))
        : Load.Override(new LoadOverrides(null, null, time), problems);

    private static CountLimit? Limit(long? count) => count is { } most ? new CountLimit(most) : null;

    /// <summary>The classes of a load; none where those that it is for do not run.</summary>
    private List<UserClass> Classes(LoadPart part)
    {
        var strangers = part.Settings.Classes.Where(t => !types.Contains(t)).ToArray();
        if (strangers.Length > 0)
        {
            problems.Add($"The load '{part.Name}' is for {string.Join(", ", strangers.Select(t => t.Name))} (Of): the test's user classes are {string.Join(", ", types.Select(t => t.Name))}.");
            return [];
        }

        var chosen = classes.Where(c => part.Settings.Classes.Count == 0 || part.Settings.Classes.Contains(c.Type)).ToList();
        if (chosen.Count > 0 && chosen.TrueForAll(c => c.Weight == 0 && (part.Load is OpenLoad || c.FixedCount == 0)))
        {
            if (chosen.Count == classes.Count && part.Load is not OpenLoad)
            {
                return []; // of all classes, which is said already
            }

            problems.Add($"The load '{part.Name}' would start no user: every class of it has the weight 0{(part.Load is OpenLoad ? ", and arrivals are shared out by weight" : " and no fixed count")}.");
            return [];
        }

        return chosen;
    }

    private void CheckFiles(List<PreparedPart> parts, long? files)
    {
        var users = (long)Load.PeakUsers + parts.Where(p => p.IsOpen && parts.Count > 1).Sum(p => (long)((p.Part.Load as OpenLoad)!.InFlight ?? 0));
        if (users > files)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture,
                $"{users:N0} users need about {users + RunPreparation.OtherFiles:N0} open files, and this process may have {files + RunPreparation.OtherFiles:N0} (the hard limit): raise it (ulimit -Hn), or start fewer users."));
        }
    }
}
