using Stampede.Metrics;

namespace Stampede.Results;

/// <summary>What a run was: what an agent sends, the page shows, a report prints and a baseline compares. It knows no engine.</summary>
public sealed record RunResult
{
    /// <summary>What it was to do.</summary>
    public required RunPlan Plan { get; init; }

    /// <summary>Where it ran; null in what was imported.</summary>
    public RunEnvironment? Environment { get; init; }

    /// <summary>Where it was imported from, and what is not known of it; null for a run of Stampede's own, of which everything is.</summary>
    public ImportedRun? Imported { get; init; }

    /// <summary>When the first user started.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>The measured window: from the first user's start to the stop, and with a stop timeout to the end of the tasks; with phases the steady one.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Why it ended.</summary>
    public required RunEnding Ending { get; init; }

    /// <summary>Totals per request, the sums of the intervals.</summary>
    public required IReadOnlyDictionary<RequestKey, RequestStats> Requests { get; init; }

    /// <summary>Failures over the run.</summary>
    public required IReadOnlyList<FailureInterval> Failures { get; init; }

    /// <summary>Checks over the run.</summary>
    public required IReadOnlyDictionary<string, CheckStats> Checks { get; init; }

    /// <summary>Exceptions of users' code over the run.</summary>
    public required IReadOnlyList<UserErrorInterval> UserErrors { get; init; }

    /// <summary>The user classes at the end: last planned, running at the stop and lost; iterations and tasks are totals.</summary>
    public required IReadOnlyList<UserClassSample> Classes { get; init; }

    /// <summary>The phases, in order; empty where all of the run was measured. Totals are those of the steady one.</summary>
    public IReadOnlyList<PhaseResult> Phases { get; init; } = [];

    /// <summary>What became of the arrivals, a sample per load of the open model.</summary>
    public IReadOnlyList<ArrivalSample> Arrivals { get; init; } = [];

    /// <summary>Transactions over the run, by name. Their requests are in <see cref="Requests"/> as well: the two are never added up.</summary>
    public IReadOnlyDictionary<string, RequestStats> Transactions { get; init; } = new Dictionary<string, RequestStats>();

    /// <summary>Metrics of the test's own over the run, by name.</summary>
    public IReadOnlyDictionary<string, CustomMetricStats> Metrics { get; init; } = new Dictionary<string, CustomMetricStats>();

    /// <summary>Of <see cref="Requests"/>, those that a threshold selects, by the selection's text.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<RequestKey, RequestStats>> Selections { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<RequestKey, RequestStats>>();

    /// <summary>The intervals of all phases, in order; empty where they were not kept (they are in the run folder).</summary>
    public IReadOnlyList<IntervalSnapshot> Intervals { get; init; } = [];

    /// <summary>Requests that the stop cut off, which count neither as success nor as failure; null where there was none.</summary>
    public Unfinished? Unfinished { get; init; }

    /// <summary>What readers must know.</summary>
    public IReadOnlyList<RunNote> Notes { get; init; } = [];

    /// <summary>The thresholds' outcomes, in the plan's order; empty until they are judged.</summary>
    public IReadOnlyList<ThresholdResult> Thresholds { get; init; } = [];

    /// <summary>Whether it can be believed; null until it is audited.</summary>
    public AuditResult? Audit { get; init; }

    /// <summary>What it came to; null until it is judged.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>The exit code that goes with it (docs/reference/exit-codes.md); null until it is judged.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Where the run folder is, where there is one.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether something is known: always, but for what an imported run lacks.</summary>
    public bool Knows(UnknownParts parts) => ((Imported?.Unknown ?? UnknownParts.None) & parts) == 0;

    /// <summary>
    /// All requests together. A sum over names, computed; never stored beside them. Where an imported run has no distributions, the response times are
    /// those that its files tell of all requests.
    /// </summary>
    public RequestStats Total()
    {
        var total = new RequestStats();
        foreach (var stats in Requests.Values)
        {
            total.Add(stats);
        }

        if (total.Reported is { } sum && Imported?.Total?.Reported is { } reported
            && (reported.Count, reported.IncludesFailures) == (sum.Count, sum.IncludesFailures))
        {
            total.Reported = reported;
        }

        return total;
    }
}
