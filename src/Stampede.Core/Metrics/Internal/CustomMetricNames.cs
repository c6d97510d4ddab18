using System.Collections.Concurrent;
using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>Gives each metric of the test's own a small number. Those beyond the limit go together, by their kind.</summary>
internal sealed class CustomMetricNames
{
    /// <summary>The first ids are of those beyond the limit: an id per kind.</summary>
    private static readonly (CustomMetricKind Kind, string Name)[] Others =
    [
        (CustomMetricKind.Counter, "(other counters)"),
        (CustomMetricKind.Gauge, "(other gauges)"),
        (CustomMetricKind.Rate, "(other rates)"),
        (CustomMetricKind.Trend, "(other trends)"),
    ];

    private readonly int _limit;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, (int Id, CustomMetricKind Kind)> _ids = new(StringComparer.Ordinal);
    private readonly List<(CustomMetricKind Kind, string Name)> _names = [.. Others];
    private readonly SortedDictionary<int, long> _clamped = [];

    public CustomMetricNames(int limit)
    {
        _limit = limit;
        for (var i = 0; i < Others.Length; i++)
        {
            _ids[Others[i].Name] = (i, Others[i].Kind);
        }
    }

    /// <summary>Whether there were more names than are told apart.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Trends with values above what a histogram tells apart, and how many those were.</summary>
    public IReadOnlyList<(string Name, long Count)> Clamped
    {
        get
        {
            lock (_gate)
            {
                return [.. _clamped.Select(c => (_names[c.Key].Name, c.Value))];
            }
        }
    }

    public (CustomMetricKind Kind, string Name) this[int id]
    {
        get
        {
            lock (_gate)
            {
                return _names[id];
            }
        }
    }

    /// <exception cref="InvalidOperationException">The name is that of a metric of another kind.</exception>
    public int Id(CustomMetricKind kind, string name)
    {
        var known = _ids.TryGetValue(name, out var found) ? found : New(kind, name);
        return known.Kind == kind ? known.Id : throw Mixed(name, known.Kind, kind);
    }

    public void Clamp(int id)
    {
        lock (_gate)
        {
            _clamped[id] = _clamped.GetValueOrDefault(id) + 1;
        }
    }

    private static InvalidOperationException Mixed(string name, CustomMetricKind first, CustomMetricKind second) => new(
        $"The metric '{name}' is a {Word(first)} and cannot be a {Word(second)} as well: give one of the two another name.");

    private static string Word(CustomMetricKind kind) => kind.ToString().ToLowerInvariant();

    private (int Id, CustomMetricKind Kind) New(CustomMetricKind kind, string name)
    {
        lock (_gate)
        {
            if (_ids.TryGetValue(name, out var known))
            {
                return known;
            }

            if (_names.Count >= _limit + Others.Length)
            {
                IsOver = true;
                return (Array.FindIndex(Others, o => o.Kind == kind), kind);
            }

            _names.Add((kind, name));
            return _ids[name] = (_names.Count - 1, kind);
        }
    }
}
