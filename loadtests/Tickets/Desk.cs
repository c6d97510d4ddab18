using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Stampede;
using Stampede.Results;

namespace Tickets;

/// <summary>What the users of one run know together: the tickets that were accepted and are awaited, and how the run went. It is the data of the test's setup.</summary>
public sealed class Desk
{
    private const double Alarm = 1000; // the queue's depth at which the recorded system called somebody
    private const double Growth = 1.2; // more than this much slower or larger at the end than at the beginning is worth a note
    private const double Sure = 3; // and by so many standard errors

    // Each with its number in the order of acceptance, from 1.
    private readonly ConcurrentDictionary<string, int> _awaited = new();

    // Written and read by the one follower, and read when it has ended.
    private readonly List<(TimeSpan At, double Value)> _times = [];
    private readonly List<(TimeSpan At, double Value)> _memory = [];
    private readonly TimeSpan? _burstEnd;
    private readonly bool _isLong;
    private int _accepted;
    private double _deepest;
    private bool _isDrained;
    private long _started;

    private Desk(TimeSpan? burstEnd, bool isLong) => (_burstEnd, _isLong) = (burstEnd, isLong);

    /// <summary>How many accepted tickets are awaited.</summary>
    public int Awaited => _awaited.Count;

    private TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    /// <summary>The hooks of a ticket test: no load is sent to another service, and what the follower saw is told as notes.</summary>
    /// <param name="burstEnd">When a burst is over, as a share of the run's duration; null without one.</param>
    /// <param name="isLong">Whether what becomes slower or larger over the run is to be told.</param>
    public static Hooks Hooks(double? burstEnd = null, bool isLong = false) => new()
    {
        Setup = async setup =>
        {
            await setup.ExpectHealth("/health", "AI Agents");
            return new Desk(setup.Plan.Load.Duration * burstEnd, isLong);
        },
        TestStart = start =>
        {
            start.Data<Desk>()._started = Stopwatch.GetTimestamp();
            return default;
        },
        TestStop = stop =>
        {
            foreach (var note in stop.Data<Desk>().Notes())
            {
                stop.Run.Note(note);
            }

            return default;
        },
    };

    /// <summary>How many tickets were accepted.</summary>
    internal int Accepted => Volatile.Read(ref _accepted);

    internal void Sent(string ticket) => _awaited.TryAdd(ticket, Interlocked.Increment(ref _accepted));

    /// <summary>The tickets that are awaited, with their numbers, the oldest first.</summary>
    internal KeyValuePair<string, int>[] AwaitedInOrder() => [.. _awaited.OrderBy(pair => pair.Value)];

    internal bool Finished(string ticket) => _awaited.TryRemove(ticket, out _);

    internal IEnumerable<string> GiveUp() => _awaited.Keys.Where(Finished);

    internal void Took(TimeSpan time) => _times.Add((Elapsed - time, time.TotalMilliseconds));

    internal void Memory(double megabytes) => _memory.Add((Elapsed, megabytes));

    /// <summary>Notes the queue's depth.</summary>
    /// <returns>How long after the burst the queue was empty, told once; else null.</returns>
    internal TimeSpan? Depth(long depth)
    {
        _deepest = Math.Max(_deepest, depth);
        if (_isDrained || depth > 0 || _burstEnd is not { } end || Elapsed < end)
        {
            return null;
        }

        _isDrained = true;
        return Elapsed - end;
    }

    // The warnings of the recorded tests.
    private IEnumerable<RunNote> Notes()
    {
        if (_deepest > Alarm)
        {
            yield return new("CAPACITY", NoteSeverity.Warning, Text($"Up to {_deepest:N0} tickets waited in the queue: more came than the workers enhance."));
        }

        if (_isLong && Trend(_times) is (var early, var late))
        {
            yield return new("DEGRADED", NoteSeverity.Warning, Text($"From webhook to enhanced ticket took {early:N0} ms on average in the first sixth of the run and {late:N0} ms in the last one."));
        }

        if (_isLong && Trend(_memory) is (var small, var large))
        {
            yield return new("MEMORY-GROWTH", NoteSeverity.Warning, Text($"The service had {small:N0} MB in the first sixth of the run and {large:N0} MB in the last one."));
        }
    }

    // The means of the first and the last sixth, five minutes each of the half hour that they were planned for; null where the later one is not surely larger.
    private (double Early, double Late)? Trend(List<(TimeSpan At, double Value)> samples)
    {
        var sixth = Elapsed / 6;
        var early = samples.Where(sample => sample.At < sixth).Select(sample => sample.Value).ToArray();
        var late = samples.Where(sample => sample.At >= Elapsed - sixth).Select(sample => sample.Value).ToArray();
        if (early.Length < 2 || late.Length < 2)
        {
            return null;
        }

        var (before, after) = (early.Average(), late.Average());
        var error = Math.Sqrt(Variance(early, before) / early.Length + Variance(late, after) / late.Length);
        return after > before * Growth && after - before > Sure * error ? (before, after) : null;
    }

    private static double Variance(double[] values, double mean) => values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
