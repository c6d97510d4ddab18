namespace TicketAgents.Jobs;

/// <summary>Jobs between those who accept them and those who work on them; first in, first out.</summary>
internal interface IJobQueue : IAsyncDisposable
{
    /// <summary>Queues a job. Once it returns, the job is as safe as the queue is.</summary>
    /// <exception cref="QueueUnavailableException">It may not be queued.</exception>
    ValueTask Publish(Job job, CancellationToken cancellationToken);

    /// <summary>Queues a job that is delivered after a delay.</summary>
    /// <param name="job">The job.</param>
    /// <param name="delay">How long.</param>
    /// <param name="lane">Jobs of a lane do not overtake each other: one for each kind of delay.</param>
    /// <param name="cancellationToken">The end of the process.</param>
    /// <exception cref="QueueUnavailableException">It may not be queued.</exception>
    ValueTask PublishLater(Job job, TimeSpan delay, string lane, CancellationToken cancellationToken);

    /// <summary>Delivers jobs until the token is cancelled. A job that was not handled to its end is delivered again.</summary>
    /// <param name="concurrency">How many at a time.</param>
    /// <param name="handle">What is done with each; an exception has it delivered again.</param>
    /// <param name="stop">The end.</param>
    Task Consume(int concurrency, Func<Job, CancellationToken, Task> handle, CancellationToken stop);

    /// <summary>How it is; null where it does not answer.</summary>
    ValueTask<QueueState?> State(CancellationToken cancellationToken);
}
