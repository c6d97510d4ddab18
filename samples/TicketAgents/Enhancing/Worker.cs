using System.Diagnostics;
using Samples;
using TicketAgents.History;
using TicketAgents.Hosting;
using TicketAgents.Jobs;
using TicketAgents.Monitoring;

namespace TicketAgents.Enhancing;

/// <summary>
/// Takes jobs and works on them, several at a time.
/// <code>
/// delivered → finished before: done with · paused: queued again, later · else pending → context → synthesis → update → completed
///                                          the update fails, or it takes too long: queued again, later, three times → failed
/// </code>
/// A job leaves the queue only after that. A worker that is killed in between leaves a job that is delivered again; one that was finished by somebody else is not
/// finished twice, because the ticket's update and its row of the history are one step that wants the row pending.
/// </summary>
internal sealed class Worker(
    IStore store, IJobQueue queue, Enhancer enhancer, PauseFlag pause, Dice dice, TicketMetrics metrics, TicketAgentsOptions options, TimeProvider clock)
{
    public Task Run(CancellationToken stop) => queue.Consume(options.Pool ?? TicketAgentsOptions.DefaultPool, Handle, stop);

    private async Task Handle(Job job, CancellationToken stop)
    {
        if (await pause.IsSet(stop))
        {
            await queue.PublishLater(job, options.PauseDelay, "paused", stop);
            return;
        }

        if (!await store.Begin(job, stop))
        {
            return;
        }

        metrics.Began();
        try
        {
            await Attempt(job, stop);
        }
        finally
        {
            metrics.Ended();
        }
    }

    private async Task Attempt(Job job, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        using var timeout = new CancellationTokenSource(options.JobTimeout, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop, timeout.Token);
        string problem;
        try
        {
            var (context, output) = await enhancer.Enhance(job, limit.Token);
            await Finish(job, new(EnhancementStatus.Completed, context, output, null, Stopwatch.GetElapsedTime(started), clock.GetUtcNow()), stop);
            return;
        }
        catch (DependencyException failure)
        {
            problem = failure.Message;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            problem = $"It took longer than {options.JobTimeout.TotalSeconds} s";
        }

        if (job.Attempt < Backoff.Retries)
        {
            var delay = Backoff.Delay(options.RetryDelay, job.Attempt, dice.Uniform());
            await queue.PublishLater(job with { Attempt = job.Attempt + 1 }, delay, $"retry{job.Attempt + 1}", stop);
            return;
        }

        await Finish(job, new(EnhancementStatus.Failed, null, null, problem, Stopwatch.GetElapsedTime(started), clock.GetUtcNow()), stop);
    }

    private async Task Finish(Job job, FinishedWork work, CancellationToken stop)
    {
        if (await store.Finish(job, work, stop))
        {
            metrics.Finished(job.TenantId, work.Status == EnhancementStatus.Completed, work.At - job.Timestamp);
        }
    }
}
