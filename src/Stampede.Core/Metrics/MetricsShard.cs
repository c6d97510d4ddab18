using System.Numerics;
using System.Runtime.InteropServices;
using Stampede.Engine;

namespace Stampede.Metrics;

/// <summary>One thread's part of the recorder, under its own lock, which only the flush ever contends.</summary>
internal sealed class MetricsShard(UserErrorTable userErrors, StatusFilter[] selections)
{
    private readonly Lock _gate = new();

    // Two that take turns: one is recorded into while the flush reads and empties the other.
    private ShardInterval _active = new(selections.Length);
    private ShardInterval _flushed = new(selections.Length);

    public void Record(in RequestSample sample)
    {
        lock (_gate)
        {
            _active.Request(sample.RequestId).Record(in sample);
            if (sample.FailureId >= 0)
            {
                _active.Failures.Add(sample.FailureId);
            }

            if (sample.Selections != 0)
            {
                RecordSelected(in sample);
            }
        }
    }

    /// <summary>Records a transaction that ended; of the sample, its times and whether it failed.</summary>
    public void Transaction(int transactionId, in RequestSample sample)
    {
        lock (_gate)
        {
            _active.Transaction(transactionId).Record(in sample);
        }
    }

    /// <summary>Records a sample of a metric of the test's own.</summary>
    public void Metric(int metricId, CustomMetricKind kind, double value)
    {
        lock (_gate)
        {
            _active.Metric(metricId).Record(kind, value);
        }
    }

    public void Check(int checkId, bool passed)
    {
        lock (_gate)
        {
            (passed ? _active.ChecksPassed : _active.ChecksFailed).Add(checkId);
        }
    }

    /// <summary>Counts an execution of a task (index within the plan: tasks of all classes in one row).</summary>
    public void TaskStarted(int taskIndex)
    {
        lock (_gate)
        {
            _active.TasksStarted.Add(taskIndex);
        }
    }

    /// <summary>Counts a finished iteration of a class.</summary>
    public void IterationDone(int classIndex)
    {
        lock (_gate)
        {
            _active.IterationsDone.Add(classIndex);
        }
    }

    /// <summary>Counts an exception that a task, OnStart, OnStop or constructor of a class threw.</summary>
    public void UserError(int classIndex, string where, Exception exception)
    {
        var (key, stackTrace) = userErrors.Describe(classIndex, where, exception);
        lock (_gate)
        {
            ref var stats = ref CollectionsMarshal.GetValueRefOrAddDefault(_active.UserErrors, key, out _);
            stats ??= new UserErrorStats();
            stats.Count++;
            if (stats.StackTrace.Length == 0)
            {
                stats.StackTrace = stackTrace;
            }
        }
    }

    /// <summary>
    /// What was recorded since the last call. The caller reads it and empties it before it calls again: it is recorded into after that.
    /// </summary>
    internal ShardInterval Swap()
    {
        lock (_gate)
        {
            (_active, _flushed) = (_flushed, _active);
            return _flushed;
        }
    }

    private void RecordSelected(in RequestSample sample)
    {
        for (var left = sample.Selections; left != 0; left &= left - 1)
        {
            var selection = BitOperations.TrailingZeroCount(left);
            if (selections[selection].Takes(sample.Status))
            {
                _active.Selected(selection, sample.RequestId).Record(in sample);
            }
        }
    }
}
