using Stampede.Baselines.Internal;
using Stampede.Results;

namespace Stampede.Baselines;

/// <summary>What later runs are compared with: the metrics of one run or, better, of several runs of one plan.</summary>
public sealed record Baseline
{
    /// <summary>Its name, one in a file.</summary>
    public required string Name { get; init; }

    /// <summary>When it was saved; null where the file does not say.</summary>
    public DateTimeOffset? Saved { get; init; }

    /// <summary>The first day on which it is valid; null for no limit.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>The last day on which it is valid; null for no limit.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Its runs, one or more, in the order in which they were given.</summary>
    public required IReadOnlyList<RunMetrics> Runs { get; init; }

    /// <summary>The services of its runs, in order.</summary>
    public IEnumerable<string> Services => Runs.SelectMany(r => r.Services).Select(s => s.Service).Distinct();

    /// <summary>Whether it is valid on a day.</summary>
    public bool IsValid(DateOnly day) => !(day < ValidFrom) && !(day > ValidUntil);

    /// <summary>The figures of a service, one a run that has it.</summary>
    /// <exception cref="KeyNotFoundException">No run has it; names those that there are.</exception>
    public IReadOnlyList<ServiceMetrics> Of(string service) =>
        Runs.SelectMany(r => r.Services).Where(s => s.Service == service).ToArray() is { Length: > 0 } found ? found
            : throw new KeyNotFoundException($"There is no service '{service}' in the baseline '{Name}'; there are {string.Join(", ", Services)}.");

    /// <summary>What is wrong with it; empty for nothing. Runs that must not be believed, or of different plans, make no baseline.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (Runs.Count == 0)
        {
            problems.Add($"The baseline '{Name}' has no run.");
        }

        if (ValidUntil < ValidFrom)
        {
            problems.Add($"The baseline '{Name}' is valid from {ValidFrom:yyyy-MM-dd}, which is after {ValidUntil:yyyy-MM-dd}.");
        }

        problems.AddRange(Runs.Index().Where(r => r.Item.Manifest.Verdict == Verdict.Invalid)
            .Select(r => $"Run {r.Index + 1} ('{r.Item.Manifest.Name}') is invalid: its numbers must not be believed. 'stampede audit' says why."));
        if (Runs.Select(r => r.Manifest.PlanHash).Distinct().Count() > 1)
        {
            problems.Add("The runs are of different plans: a baseline is of one.");
        }

        problems.AddRange(RunIdentity.Same(Runs, []).Select(same => char.ToUpperInvariant(same[0]) + same[1..] + "."));
        var services = Runs.Select(r => r.Services.Select(s => s.Service).ToHashSet()).ToArray();
        problems.AddRange(Services.SelectMany(s => services.Index().Where(r => !r.Item.Contains(s)).Select(r => $"Run {r.Index + 1} lacks the service '{s}', which another one has.")));
        return problems;
    }
}
