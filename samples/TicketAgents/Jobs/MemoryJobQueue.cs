using System.Threading.Channels;

namespace TicketAgents.Jobs;

/// <summary>A queue in this process's memory, gone with it.</summary>
internal sealed class MemoryJobQueue(int capacity, TimeProvider clock, ILogger logger) : IJobQueue
{
    private static readonly TimeSpan Redelivery = TimeSpan.FromSeconds(1);

    private readonly Channel<Job> _jobs = Channel.CreateUnbounded<Job>();
    private int _workers;

    public ValueTask Publish(Job job, CancellationToken cancellationToken) => _jobs.Reader.Count >= capacity
        ? throw new QueueUnavailableException($"The queue holds {capacity} jobs.")
        : _jobs.Writer.WriteAsync(job, cancellationToken);

    public ValueTask PublishLater(Job job, TimeSpan delay, string lane, CancellationToken cancellationToken)
    {
        _ = Deliver(job, delay, cancellationToken);
        return ValueTask.CompletedTask;
    }

    public async Task Consume(int concurrency, Func<Job, CancellationToken, Task> handle, CancellationToken stop)
    {
        Interlocked.Increment(ref _workers);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => Work(handle, stop)));
        }
        finally
        {
            Interlocked.Decrement(ref _workers);
        }
    }

    public ValueTask<QueueState?> State(CancellationToken cancellationToken) => new(new QueueState(_jobs.Reader.Count, _workers));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task Work(Func<Job, CancellationToken, Task> handle, CancellationToken stop)
    {
        try
        {
            await foreach (var job in _jobs.Reader.ReadAllAsync(stop))
            {
                try
                {
                    await handle(job, stop);
                }
                catch (Exception problem) when (!stop.IsCancellationRequested)
                {
                    logger.LogError(problem, "Job {Job} is delivered again", job.JobId);
                    await PublishLater(job, Redelivery, "", stop);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private async Task Deliver(Job job, TimeSpan delay, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(delay, clock, cancellationToken);
            await _jobs.Writer.WriteAsync(job, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }
}
