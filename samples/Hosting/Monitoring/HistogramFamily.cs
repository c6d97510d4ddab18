using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Samples;

/// <summary>A histogram for each combination of labels.</summary>
/// <param name="name">The metric.</param>
/// <param name="help">What is measured.</param>
/// <param name="bounds">The buckets' upper bounds, ascending, without infinity.</param>
/// <param name="labels">A key's labels, as they are written between the braces.</param>
public sealed class HistogramFamily<TKey>(string name, string help, double[] bounds, Func<TKey, string> labels)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Series> _series = new();

    /// <summary>Adds a value.</summary>
    public void Observe(TKey key, double value)
    {
        var series = _series.TryGetValue(key, out var known) ? known : _series.GetOrAdd(key, new Series(bounds.Length + 1));
        var bucket = 0;
        while (bucket < bounds.Length && value > bounds[bucket])
        {
            bucket++;
        }

        lock (series)
        {
            series.Counts[bucket]++;
            series.Sum += value;
        }
    }

    /// <summary>Writes it in Prometheus' text format.</summary>
    public void Write(StringBuilder text)
    {
        text.Append($"# HELP {name} {help}\n# TYPE {name} histogram\n");
        foreach (var (key, series) in _series)
        {
            var own = labels(key);
            var comma = own.Length > 0 ? "," : "";
            lock (series)
            {
                var below = 0L;
                for (var i = 0; i <= bounds.Length; i++)
                {
                    below += series.Counts[i];
                    var bound = i < bounds.Length ? bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
                    text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{own}{comma}le=\"{bound}\"}} {below}\n");
                }

                text.Append(CultureInfo.InvariantCulture, $"{name}_sum{{{own}}} {series.Sum}\n{name}_count{{{own}}} {below}\n");
            }
        }
    }

    private sealed class Series(int buckets)
    {
        public long[] Counts { get; } = new long[buckets];

        public double Sum { get; set; }
    }
}
