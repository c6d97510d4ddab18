using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;

namespace Samples;

/// <summary>A counter for each combination of labels.</summary>
/// <param name="name">The metric.</param>
/// <param name="help">What it counts.</param>
/// <param name="labels">A key's labels, as they are written between the braces.</param>
public sealed class CounterFamily<TKey>(string name, string help, Func<TKey, string> labels)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, StrongBox<long>> _series = new();

    /// <summary>Counts one more, or so many.</summary>
    public void Add(TKey key, long count = 1) => Interlocked.Add(ref _series.GetOrAdd(key, static _ => new()).Value, count);

    /// <summary>Writes it in Prometheus' text format.</summary>
    public void Write(StringBuilder text)
    {
        text.Append($"# HELP {name} {help}\n# TYPE {name} counter\n");
        foreach (var (key, count) in _series)
        {
            text.Append(name).Append('{').Append(labels(key)).Append("} ").Append(Interlocked.Read(ref count.Value)).Append('\n');
        }
    }
}
