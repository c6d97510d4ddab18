using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// Reads <c>statistics.json</c> of JMeter's dashboard: figures per label in milliseconds, failed samples included, and a total that is never counted as a
/// label. Labels of transaction controllers are not in that total, and by this they are told from requests where only one choice of labels fits.
/// </summary>
public sealed class JMeterStatisticsImporter : IResultImporter
{
    private const string TotalLabel = "Total";
    private const double Milliseconds = 1_000;

    /// <summary>So many labels can be told apart: each more doubles the choices.</summary>
    private const int MostLabels = 18;

    /// <inheritdoc />
    public string Name => "jmeter-statistics";

    /// <inheritdoc />
    public string Format => "JMeter statistics.json";

    /// <inheritdoc />
    public bool Recognises(ImportHead head) => head.Members.Count > 0 && head.Lines.Any(l => l.Contains("\"pct1ResTime\"", StringComparison.Ordinal))
        && head.Lines.Any(l => l.Contains("\"sampleCount\"", StringComparison.Ordinal));

    /// <inheritdoc />
    public ValueTask<RunResult> Import(string path, CancellationToken cancellationToken = default) => JsonFile.Read(path, root => Read(path, root), cancellationToken);

    private RunResult Read(string path, JsonPart root)
    {
        var run = new FigureRun(this, path);
        var labels = new List<(string Label, RequestStats Stats)>();
        foreach (var label in root.Members())
        {
            var stats = Stats(label);
            if (label.Name == TotalLabel)
            {
                run.Total = stats;
                run.Seconds = label.Number("throughput") is > 0 and var rate ? stats.Settled / rate : null;
            }
            else
            {
                labels.Add((label.Name, stats));
            }
        }

        var transactions = Transactions(run, labels);
        for (var i = 0; i < labels.Count; i++)
        {
            if (transactions.Contains(i))
            {
                run.AddTransaction(labels[i].Label, labels[i].Stats);
            }
            else
            {
                run.Add(new RequestKey("", labels[i].Label), labels[i].Stats);
            }
        }

        if (run.Requests.Count == 0 && run.Total is { Settled: > 0 } only)
        {
            run.Add(RequestKey.All, only);
        }

        run.Note("PERCENTILES-ASSUMED", NoteSeverity.Note, "The file does not say which percentiles it holds: they are taken as JMeter's defaults, 90, 95 and 99.");
        return run.Result(UnknownParts.Statuses | UnknownParts.Bytes | UnknownParts.Bodies);
    }

    // Which labels are transactions, as far as that follows from the total, which leaves them out.
    private static HashSet<int> Transactions(FigureRun run, List<(string Label, RequestStats Stats)> labels)
    {
        if (run.Total is not { } total)
        {
            return [];
        }

        var (samples, errors) = (labels.Sum(l => l.Stats.Settled) - total.Settled, labels.Sum(l => l.Stats.Failed) - total.Failed);
        if (samples <= 0)
        {
            return [];
        }

        var found = labels.Count <= MostLabels ? Choices(labels, samples, errors, Sum(total)) : null;
        if (found is { Count: 0 })
        {
            return []; // the file contradicts itself, which the audit says
        }

        if (found is not [var choice])
        {
            run.Total = null;
            run.Note("TRANSACTIONS-NOT-TOLD-APART", NoteSeverity.Warning, FormattableString.Invariant(
                $"The labels hold {samples:#,0} samples more than the total of {total.Settled:#,0}: some are transaction controllers, whose requests stand here as well. Which ones cannot be told; all are counted as requests."));
            return [];
        }

        var chosen = Enumerable.Range(0, labels.Count).Where(i => (choice >> i & 1) != 0).ToHashSet();
        run.Note("TRANSACTIONS-TOLD-APART", NoteSeverity.Note, FormattableString.Invariant(
            $"The labels hold {samples:#,0} samples more than the total: those of {string.Join(", ", chosen.Select(i => $"'{labels[i].Label}'"))}, which are taken for transaction controllers, as only so the sums agree."));
        return chosen;
    }

    // All choices of labels whose samples, errors and time are what the sum has too many.
    private static List<int> Choices(List<(string Label, RequestStats Stats)> labels, long samples, long errors, double? totalTime)
    {
        var all = labels.Sum(l => Sum(l.Stats));
        var choices = new List<int>();
        for (var choice = 1; choice < 1 << labels.Count && choices.Count < 2; choice++)
        {
            var (count, failed, time) = (0L, 0L, 0.0);
            for (var i = 0; i < labels.Count && count <= samples; i++)
            {
                if ((choice >> i & 1) != 0)
                {
                    (count, failed, time) = (count + labels[i].Stats.Settled, failed + labels[i].Stats.Failed, time + (Sum(labels[i].Stats) ?? 0));
                }
            }

            if ((count, failed) == (samples, errors) && (totalTime is null || Math.Abs(all.GetValueOrDefault() - time - totalTime.Value) <= 1e-6 * Math.Max(1, totalTime.Value)))
            {
                choices.Add(choice);
            }
        }

        return choices;
    }

    private static double? Sum(RequestStats stats) => stats.Reported!.Mean * stats.Settled ?? (stats.Settled == 0 ? 0 : null);

    private static RequestStats Stats(JsonPart label)
    {
        var count = label.Count("sampleCount") ?? throw new FormatException($"\"sampleCount\" is missing in \"{label.Name}\".");
        var percentiles = new Dictionary<double, double>();
        foreach (var (member, percentile) in ((string, double)[])[("pct1ResTime", 90), ("pct2ResTime", 95), ("pct3ResTime", 99)])
        {
            if (Time(member) is { } time)
            {
                percentiles[percentile] = time;
            }
        }

        return new RequestStats
        {
            Settled = count,
            Failed = label.Count("errorCount") ?? 0,
            Reported = new ReportedTimes
            {
                Count = count,
                IncludesFailures = true,
                Mean = Time("meanResTime"),
                Median = Time("medianResTime"),
                Minimum = Time("minResTime"),
                Maximum = Time("maxResTime"),
                Percentiles = percentiles,
            },
        };

        double? Time(string member) => count == 0 ? null : label.Number(member) * Milliseconds;
    }
}
