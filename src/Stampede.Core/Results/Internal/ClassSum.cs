namespace Stampede.Results;

/// <summary>A user class over several intervals: the last state, and the sums of what was done.</summary>
internal sealed class ClassSum
{
    private UserClassSample? _last;
    private long _iterations;
    private long[] _tasks = [];

    public void Add(UserClassSample sample)
    {
        _last = sample;
        _iterations += sample.Iterations;
        if (_tasks.Length < sample.TasksStarted.Count)
        {
            Array.Resize(ref _tasks, sample.TasksStarted.Count);
        }

        for (var i = 0; i < sample.TasksStarted.Count; i++)
        {
            _tasks[i] += sample.TasksStarted[i];
        }
    }

    public UserClassSample ToSample() => _last! with { Iterations = _iterations, TasksStarted = [.. _tasks] };
}
