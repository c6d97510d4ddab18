using System.Collections.Concurrent;
using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>Gives each failure a small number, bounds the distinct texts, and keeps the first samples of each request and kind until a flush takes them.</summary>
internal sealed class FailureTable(MetricsLimits limits, RequestNames names)
{
    private const string OtherText = "(other)";

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<(int Request, FailureKind Kind, string Text), int> _ids = new();
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Request, FailureKind Kind), Budget> _budgets = [];
    private volatile Entry[] _entries = new Entry[16];
    private int _count;

    public int Id(int requestId, FailureKind kind, string text) =>
        _ids.TryGetValue((requestId, kind, text), out var id) ? id : NewId(requestId, kind, text);

    public FailureKey Key(int id) => _entries[id].Key;

    public bool WantsSample(int id) => Volatile.Read(ref _entries[id].Budget.Taken) < limits.SamplesPerFailure;

    public void AddSample(int id, FailureSample sample)
    {
        var entry = _entries[id];
        lock (_gate)
        {
            // Several threads may have been told that a sample is wanted; the first ones win.
            if (entry.Budget.Taken < limits.SamplesPerFailure)
            {
                entry.Budget.Taken++;
                entry.Samples.Add(sample);
            }
        }
    }

    /// <summary>The samples added since they were last taken.</summary>
    public IReadOnlyList<FailureSample> TakeSamples(int id)
    {
        var entry = _entries[id];
        lock (_gate)
        {
            if (entry.Samples.Count == 0)
            {
                return [];
            }

            FailureSample[] taken = [.. entry.Samples];
            entry.Samples.Clear();
            return taken;
        }
    }

    private int NewId(int requestId, FailureKind kind, string text)
    {
        lock (_gate)
        {
            if (!_texts.Contains(text) && _texts.Count >= limits.FailureTexts)
            {
                text = OtherText;
            }
            else if (text != OtherText)
            {
                _texts.Add(text);
            }

            if (_ids.TryGetValue((requestId, kind, text), out var id))
            {
                return id;
            }

            if (_count == _entries.Length)
            {
                var larger = new Entry[_count * 2];
                _entries.CopyTo(larger, 0);
                _entries = larger;
            }

            if (!_budgets.TryGetValue((requestId, kind), out var budget))
            {
                _budgets[(requestId, kind)] = budget = new Budget();
            }

            id = _count++;
            _entries[id] = new Entry(new FailureKey(names[requestId], kind, text), budget);
            _ids[(requestId, kind, text)] = id; // last: whoever finds the id finds its entry
            return id;
        }
    }

    private sealed record Entry(FailureKey Key, Budget Budget)
    {
        public List<FailureSample> Samples { get; } = [];
    }

    /// <summary>Samples taken of one request and kind, whatever their texts.</summary>
    private sealed class Budget
    {
        public int Taken;
    }
}
