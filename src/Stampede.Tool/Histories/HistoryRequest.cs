using Stampede.Analysis;

namespace Stampede.Engine;

/// <summary>What <c>stampede history</c> was asked for.</summary>
internal sealed record HistoryRequest
{
    /// <summary>The runs, folders and files; empty for the folder of results.</summary>
    public required IReadOnlyList<string> Runs { get; init; }

    /// <summary>The file of the map of services; null for none.</summary>
    public string? Services { get; init; }

    /// <summary>The plan; null for all.</summary>
    public string? Plan { get; init; }

    /// <summary>The branch of the store's runs; null for all.</summary>
    public string? Branch { get; init; }

    /// <summary>Names of metrics; empty for all.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>How the history is looked at, without the metrics.</summary>
    public HistoryOptions Options { get; init; } = new();

    /// <summary>The options with the metrics that are known.</summary>
    public HistoryOptions Known => Metrics.Count == 0 ? Options : Options with { Metrics = [.. HistoryMetric.All.Where(m => Metrics.Any(n => HistoryMetric.Find(n) == m))] };

    /// <summary>Whether a regression is an exit code.</summary>
    public bool Fails { get; init; }

    /// <summary>Whether JSON is printed.</summary>
    public bool IsJson { get; init; }

    /// <summary>Files to write.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>The folder of the run folders.</summary>
    public required string Results { get; init; }

    /// <summary>What is wrong with it.</summary>
    /// <param name="hasStore">Whether there is a store.</param>
    public List<string> Problems(bool hasStore)
    {
        var problems = new List<string>();
        if (Branch is not null && (!hasStore || Runs.Count > 0))
        {
            problems.Add("--branch chooses among the runs of a store; run folders do not know theirs.");
        }

        problems.AddRange(Metrics.Where(m => HistoryMetric.Find(m) is null).Select(m => $"--metric '{m}' is not known; there are {string.Join(", ", HistoryMetric.All.Select(k => k.Name))}."));
        problems.AddRange(Outputs.Where(o => !HistoryForms.Knows(o)).Select(o => $"--out '{o}': its ending says no form; there are {HistoryForms.Endings}."));
        var isMargin = Options.Margin is >= 0 and < double.PositiveInfinity;
        if (!isMargin)
        {
            problems.Add(FormattableString.Invariant($"--margin is {100 * Options.Margin}; it is 0 or more."));
        }

        try
        {
            (isMargin ? Options : Options with { Margin = 0 }).Check(); // it says it as a share
        }
        catch (ArgumentException e)
        {
            problems.Add(e.Message.Replace(nameof(HistoryOptions.MaxP), "--p").Replace(nameof(HistoryOptions.Window), "--window")
                .Replace(nameof(HistoryOptions.Last), "--last"));
        }

        return problems;
    }
}
