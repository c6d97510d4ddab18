using System.Globalization;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>What <c>_stats.csv</c> holds: a row per name, and one of all together that is no request.</summary>
internal sealed class LocustStats
{
    private readonly HashSet<RequestKey> _duplicates = [];

    public Dictionary<RequestKey, RequestStats> Requests { get; } = [];

    /// <summary>The row of all together; null where there is none.</summary>
    public RequestStats? Total { get; private set; }

    /// <summary>The rate that the row of all together tells, in requests per second; null where it does not.</summary>
    public double? Rate { get; private set; }

    /// <summary>Whether rows tell sizes of bodies.</summary>
    public bool HasSizes { get; private set; }

    public IEnumerable<RunNote> Notes => _duplicates.Count == 0 ? [] :
    [
        new RunNote("DUPLICATE-ROWS", NoteSeverity.Warning, $"{_duplicates.Count} names stand in more than one row, such as '{_duplicates.First()}': their rows were added."),
    ];

    public async ValueTask Read(CsvTable table, CancellationToken cancellationToken)
    {
        double rates = 0;
        await foreach (var row in table.Rows([LocustNames.Name, LocustNames.Requests], cancellationToken))
        {
            var key = LocustNames.Key(row);
            var stats = Stats(row, table.Columns);
            if (LocustNames.IsTotal(key))
            {
                Total = stats;
                Rate = row.Number(LocustNames.Rate);
                continue;
            }

            rates += row.Number(LocustNames.Rate) ?? double.NaN;
            HasSizes |= row.Number(LocustNames.Size) is not null;
            if (!Requests.TryAdd(key, stats))
            {
                Requests[key].Add(stats);
                _duplicates.Add(key);
            }
        }

        Rate ??= double.IsFinite(rates) && rates > 0 ? rates : null;
        if (Requests.Count == 0 && Total is { Settled: > 0 })
        {
            Requests.Add(RequestKey.All, Total); // no name at all: the sum is all that is known
        }
    }

    private static RequestStats Stats(TableRow row, IReadOnlyList<string> columns)
    {
        var count = row.Count(LocustNames.Requests) ?? throw row.Error("the number of requests is missing.");
        return new RequestStats
        {
            Settled = count,
            Failed = row.Count(LocustNames.Failures) ?? 0,
            BodyBytes = (long)Math.Round((row.Number(LocustNames.Size) ?? 0) * count),
            Reported = new ReportedTimes
            {
                Count = count,
                IncludesFailures = true,
                Mean = Time(count, row.Number(LocustNames.Mean)),
                Median = Time(count, row.Number(LocustNames.Median)),
                Minimum = Time(count, row.Number(LocustNames.Minimum)),
                Maximum = Time(count, row.Number(LocustNames.Maximum)),
                Rate = row.Number(LocustNames.Rate),
                Percentiles = Percentiles(row, columns, count),
            },
        };
    }

    private static Dictionary<double, double> Percentiles(TableRow row, IReadOnlyList<string> columns, long count)
    {
        var percentiles = new Dictionary<double, double>();
        foreach (var column in columns)
        {
            if (column.EndsWith('%')
                && double.TryParse(column.AsSpan(0, column.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percentile)
                && percentile is > 0 and <= 100
                && Time(count, row.Number(column)) is { } time)
            {
                percentiles.TryAdd(percentile, time);
            }
        }

        return percentiles;
    }

    // Locust writes 0 where there was no request.
    private static double? Time(long count, double? milliseconds) => count == 0 ? null : milliseconds * 1_000;
}
