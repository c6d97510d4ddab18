namespace Stampede.Metrics;

/// <summary>One thread's part of the recorder, under its own lock, which only the flush ever contends.</summary>
internal sealed class MetricsShard
{
    public void Record(in RequestSample sample) => throw new NotImplementedException();

    public void Check(int checkId, bool passed) => throw new NotImplementedException();

    /// <summary>Counts an execution of a task (index within the plan: tasks of all classes in one row).</summary>
    public void TaskStarted(int taskIndex) => throw new NotImplementedException();

    /// <summary>Counts a finished iteration of a class.</summary>
    public void IterationDone(int classIndex) => throw new NotImplementedException();

    /// <summary>Counts an exception that a task, OnStart, OnStop or constructor of a class threw.</summary>
    public void UserError(int classIndex, string where, Exception exception) => throw new NotImplementedException();
}
