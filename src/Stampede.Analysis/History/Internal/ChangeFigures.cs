namespace Stampede.Analysis;

/// <summary>What is said about a change that was found.</summary>
internal static class ChangeFigures
{
    /// <summary>Describes one.</summary>
    /// <param name="service">Its service.</param>
    /// <param name="metric">Its metric.</param>
    /// <param name="values">The metric's values.</param>
    /// <param name="borders">The first values of all regimes but the first; the change is one of them.</param>
    /// <param name="found">The change.</param>
    /// <param name="options">What matters.</param>
    public static MetricChange Of(string service, HistoryMetric metric, KnownValues values, int[] borders, FoundChange found, HistoryOptions options)
    {
        var at = Array.IndexOf(borders, found.Index);
        var stretches = values.Stretches(borders);
        var regimes = values.Regimes(borders);
        var (low, high) = metric.IsShare
            ? RegimeFigures.Difference(values.Values[stretches[at]], values.Values[stretches[at + 1]])
            : RegimeFigures.Change(values.Values[stretches[at]], values.Values[stretches[at + 1]]);
        var tolerance = Tolerance(metric, regimes[at].Mean, options);
        var change = new MetricChange
        {
            Service = service,
            Metric = metric,
            Index = values.Run(found.Index),
            Before = regimes[at],
            After = regimes[at + 1],
            ChangeLow = low,
            ChangeHigh = high,
            IsSmall = Math.Abs(regimes[at + 1].Mean - regimes[at].Mean) < Margin.Least(tolerance),
            P = found.P,
            Q = found.Q,
            SuspectAfter = values.Run(found.SuspectFirst - 1),
            SuspectLast = values.Run(found.SuspectLast),
            Reach = Math.Max(RegimeFigures.Reach(values.Values[stretches[at]]), tolerance),
        };
        return at + 2 == stretches.Length ? change : change with { State = change.StateIn(values.Values[stretches[^1]]) };
    }

    private static double Tolerance(HistoryMetric metric, double before, HistoryOptions options) =>
        metric == HistoryMetric.ErrorRate ? options.ErrorMargin
        : metric == HistoryMetric.Distribution ? 100 * options.Margin
        : options.Margin * before;
}
