namespace Stampede.Engine;

/// <summary>What a run changes about user classes: equal weights first, then what is said of single classes, in order.</summary>
internal sealed class ClassChanges(bool equalWeights, IReadOnlyList<UserClassOptions> options)
{
    private const string Option = "--config-users";

    public static readonly ClassChanges None = new(equalWeights: false, []);

    /// <summary>What is wrong with them, as far as it needs no class to know.</summary>
    /// <param name="known">Names of the classes there are.</param>
    public IEnumerable<string> Problems(IReadOnlyList<string> known)
    {
        foreach (var change in options)
        {
            if (!known.Contains(change.Name))
            {
                yield return $"{Option}: there is no user class '{change.Name}'; there are {string.Join(", ", known)}.";
            }

            if (change.Weight is { } weight && !(weight >= 0 && double.IsFinite(weight)))
            {
                yield return $"{Option}: {change.Name} has the weight {weight}: a weight is 0 or more.";
            }

            if (change.FixedCount < 0)
            {
                yield return $"{Option}: {change.Name} has the fixed count {change.FixedCount}: a number of users is 0 or more.";
            }

            if (change.Host is { } host && !UrlTarget.TryBase(host, out _, out var wrong))
            {
                yield return $"{Option}: {change.Name}: {wrong}";
            }
        }
    }

    /// <summary>Those of a class's tasks that run.</summary>
    /// <param name="name">The class.</param>
    /// <param name="tasks">All that it has.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public TaskGroup Tasks(string name, TaskGroup tasks, List<string> problems)
    {
        if (options.LastOrDefault(o => o.Name == name && o.Tasks is not null)?.Tasks is not { } asked)
        {
            return tasks;
        }

        var there = tasks.Items.Select(i => i.Name).ToArray();
        problems.AddRange(asked.Where(t => !there.Contains(t))
            .Select(t => $"{Option}: {name} has no task '{t}'; it has {string.Join(", ", there)}."));
        if (asked.Count == 0)
        {
            problems.Add($"{Option}: {name} has an empty list of tasks: leave it out, or name some.");
        }

        return tasks.With([.. tasks.Items.Where(i => asked.Contains(i.Name))]) ?? tasks;
    }

    public double Weight(string name, double own) => Last(name, o => o.Weight) ?? (equalWeights ? 1 : own);

    public int FixedCount(string name, int own) => Last(name, o => o.FixedCount) ?? own;

    public string? Host(string name, string? own) => options.LastOrDefault(o => o.Name == name && o.Host is not null)?.Host ?? own;

    private T? Last<T>(string name, Func<UserClassOptions, T?> value)
        where T : struct => options.Where(o => o.Name == name).Select(value).LastOrDefault(v => v is not null);
}
