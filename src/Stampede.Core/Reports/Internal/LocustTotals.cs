using System.Globalization;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>The totals so far, and the three files that are written from them.</summary>
internal sealed class LocustTotals
{
    public const string Aggregated = "Aggregated";

    /// <summary>Rows are sorted by name, then by method, by code points as Python does.</summary>
    public static readonly IComparer<RequestKey> Order = Comparer<RequestKey>.Create(static (a, b) =>
        string.CompareOrdinal(a.Name, b.Name) is not 0 and var byName ? byName : string.CompareOrdinal(a.Method, b.Method));

    private readonly SortedDictionary<RequestKey, LocustEntry> _names = new(Order);
    private readonly Dictionary<FailureKey, FailureStats> _failures = [];
    private readonly Dictionary<(string, string, string, string), UserErrorInterval> _errors = [];

    public LocustEntry All { get; } = new();

    public IReadOnlyDictionary<RequestKey, LocustEntry> Names => _names;

    public static RequestKey Masked(RequestKey key) => key with { Name = SecretMask.Url(key.Name) };

    public void Add(
        IReadOnlyDictionary<RequestKey, RequestStats> requests, IReadOnlyList<FailureInterval> failures, IReadOnlyList<UserErrorInterval> errors)
    {
        foreach (var (key, stats) in requests)
        {
            var masked = Masked(key);
            if (!_names.TryGetValue(masked, out var entry))
            {
                _names.Add(masked, entry = new LocustEntry());
            }

            entry.Add(stats);
            All.Add(stats);
        }

        foreach (var failure in failures)
        {
            Add(failure);
        }

        foreach (var error in errors)
        {
            var key = (error.Class, error.Where, error.Type, error.Message);
            _errors[key] = _errors.TryGetValue(key, out var sum) ? sum with { Count = sum.Count + error.Count } : error;
        }
    }

    public void AddStats(CsvText csv, TimeSpan duration)
    {
        csv.Add(LocustColumns.Stats).EndRow();
        foreach (var (key, entry) in _names)
        {
            AddRow(csv, key.Method, key.Name, entry, duration);
        }

        AddRow(csv, "", Aggregated, All, duration);
    }

    public void AddFailures(CsvText csv)
    {
        csv.Add(LocustColumns.Failures).EndRow();
        foreach (var (key, stats) in _failures.OrderBy(f => f.Key.Request, Order).ThenBy(f => f.Key.Text, StringComparer.Ordinal))
        {
            csv.AddForeign(key.Request.Method).AddForeign(key.Request.Name).AddForeign(key.Text).Add(stats.Count).Add(Time(stats.First)).Add(Time(stats.Last)).EndRow();
        }
    }

    public void AddExceptions(CsvText csv)
    {
        csv.Add(LocustColumns.Exceptions).EndRow();
        foreach (var error in _errors.Values)
        {
            csv.Add(error.Count).AddForeign(SecretMask.Text(error.Message));
            csv.AddForeign(SecretMask.Text($"{error.Type} in {error.Class}.{error.Where}\n{error.StackTrace}")).Add("local").EndRow();
        }
    }

    private static void AddRow(CsvText csv, string method, string name, LocustEntry entry, TimeSpan duration)
    {
        csv.AddForeign(method).AddForeign(name).Add(entry.Requests).Add(entry.Failures);
        entry.AddTimes(csv);
        var seconds = duration.TotalSeconds;
        csv.Add(PythonNumber.Float(seconds > 0 ? entry.Requests / seconds : 0)).Add(PythonNumber.Float(seconds > 0 ? entry.Failures / seconds : 0));
        csv.Add(entry.Percentiles).EndRow();
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private void Add(FailureInterval failure)
    {
        var (key, stats) = failure;
        key = key with { Request = Masked(key.Request), Text = SecretMask.Text(key.Text) };
        if (!_failures.TryGetValue(key, out var sum))
        {
            _failures.Add(key, sum = new FailureStats { First = stats.First, Last = stats.Last });
        }

        sum.Count += stats.Count;
        sum.First = sum.First < stats.First ? sum.First : stats.First;
        sum.Last = sum.Last > stats.Last ? sum.Last : stats.Last;
    }
}
