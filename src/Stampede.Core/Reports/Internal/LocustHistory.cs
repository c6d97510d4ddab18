using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>The rows of the history: after every interval one for everything, and with the full history one per name.</summary>
internal sealed class LocustHistory(DateTimeOffset started, bool isFull)
{
    private readonly SortedDictionary<RequestKey, LocustWindow> _names = new(LocustTotals.Order);
    private readonly LocustWindow _all = new(isFull);
    private readonly long _started = started.ToUnixTimeSeconds();
    private int _last = -1;
    private int _lastRequest = -1;

    /// <summary>The row that Locust writes when it starts.</summary>
    public void AddStart(CsvText csv, LocustTotals totals) => AddRow(csv, 0, 0, default, totals.All, _all);

    /// <summary>The rows after an interval that the totals already hold.</summary>
    public void Add(CsvText csv, IntervalSnapshot interval, LocustTotals totals)
    {
        // Measured lengths are never exactly a second: count seconds so that there is one row for each.
        var first = _last + 1;
        _last = Math.Max(first, (int)Math.Round((interval.Offset + interval.Length).TotalSeconds) - 1);
        var all = new RequestStats();
        foreach (var (key, stats) in interval.Requests)
        {
            all.Add(stats);
            if (isFull)
            {
                Window(LocustTotals.Masked(key)).Add(first, _last, stats);
            }
        }

        _all.Add(first, _last, all);
        _lastRequest = all.Settled > 0 ? _last : _lastRequest;
        all.Clear();
        var users = interval.Classes.Sum(c => c.Running);
        foreach (var (key, window) in _names)
        {
            window.Trim(_last);
            AddRow(csv, _last + 1, users, key, totals.Names[key], window);
        }

        _all.Trim(_last);
        AddRow(csv, _last + 1, users, default, totals.All, _all);
    }

    private LocustWindow Window(RequestKey key)
    {
        if (!_names.TryGetValue(key, out var window))
        {
            _names.Add(key, window = new LocustWindow(keepsTimes: true));
        }

        return window;
    }

    private void AddRow(CsvText csv, int second, int users, RequestKey key, LocustEntry entry, LocustWindow window)
    {
        var (requests, failures) = window.Rates(_lastRequest);
        csv.Add(_started + second).Add(users).AddForeign(key.Method ?? "").AddForeign(key.Name ?? LocustTotals.Aggregated);
        csv.Add(PythonNumber.SixDecimals(requests)).Add(PythonNumber.SixDecimals(failures));
        csv.Add(isFull ? window.Percentiles(_last) : entry.Percentiles);
        csv.Add(entry.Requests).Add(entry.Failures);
        entry.AddTimes(csv);
        csv.EndRow();
    }
}
