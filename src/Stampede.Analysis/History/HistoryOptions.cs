namespace Stampede.Analysis;

/// <summary>How a history is looked at.</summary>
public sealed record HistoryOptions
{
    /// <summary>Runs looked at together by the first detector; default 50, at least 2. The second looks at twice as many.</summary>
    public int Window { get; init; } = 50;

    /// <summary>The P up to which the first detector takes a change of the mean for one; default 0.001, above 0 and at most 1.</summary>
    public double MaxP { get; init; } = 0.001;

    /// <summary>
    /// The rate of false discoveries among all changes that count; default 0.05, above 0 and at most 1. Runs are shuffled to see how often chance gives a split
    /// as clear anywhere in a metric's series, then all metrics of the plan are held against each other (<see cref="FalseDiscovery"/>).
    /// </summary>
    public double MaxQ { get; init; } = 0.05;

    /// <summary>
    /// The relative change from which on one matters; default 0.02, 0 or more. Smaller ones are shown, but are no regressions. Of the share of requests that
    /// the second detector compares, the same as a difference: 0.02 is two points.
    /// </summary>
    public double Margin { get; init; } = 0.02;

    /// <summary>The same of error rates, in percentage points; default 0.1, 0 or more.</summary>
    public double ErrorMargin { get; init; } = 0.1;

    /// <summary>What is followed; null for all of <see cref="HistoryMetric.All"/>.</summary>
    public IReadOnlyList<HistoryMetric>? Metrics { get; init; }

    /// <summary>Only so many of the latest runs of a plan, at least 1; null for all.</summary>
    public int? Last { get; init; }

    /// <summary>Seeds the shuffling: the same runs give the same report. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Refuses what is out of its range, all at once.</summary>
    /// <exception cref="ArgumentException">Something is.</exception>
    public HistoryOptions Check()
    {
        var problems = new List<string>();
        Add(Window >= 2, nameof(Window), Window, "at least 2");
        Add(MaxP is > 0 and <= 1, nameof(MaxP), MaxP, "above 0 and at most 1");
        Add(MaxQ is > 0 and <= 1, nameof(MaxQ), MaxQ, "above 0 and at most 1");
        Add(Margin is >= 0 and < double.PositiveInfinity, nameof(Margin), Margin, "0 or more");
        Add(ErrorMargin is >= 0 and <= 100, nameof(ErrorMargin), ErrorMargin, "0 to 100");
        Add(Last is null or >= 1, nameof(Last), Last ?? 0, "at least 1");
        return problems.Count == 0 ? this : throw new ArgumentException(string.Join(' ', problems));

        void Add(bool isRight, string name, double value, string range)
        {
            if (!isRight)
            {
                problems.Add(FormattableString.Invariant($"{name} is {value}; it is {range}."));
            }
        }
    }
}
