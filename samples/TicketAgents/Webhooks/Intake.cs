using System.Collections.Concurrent;
using Npgsql;
using TicketAgents.History;
using TicketAgents.Jobs;

namespace TicketAgents.Webhooks;

/// <summary>
/// Accepts jobs. First the queue has the job, then the history says that it was accepted: a process that is killed in between has told nobody, and the
/// webhook that comes again is the same job. The other order would refuse the second webhook of a job that nobody has.
/// </summary>
internal sealed class Intake(IStore store, IJobQueue queue)
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<bool>> _underWay = new();

    /// <summary>Accepts a job; once it returns true, the job is not lost.</summary>
    /// <returns>False where it was accepted before.</returns>
    /// <exception cref="QueueUnavailableException">It is not accepted; the same webhook may come again.</exception>
    public async ValueTask<bool> Accept(Job job, CancellationToken cancellationToken)
    {
        var own = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_underWay.GetOrAdd(job.JobId, own) is var first && first != own)
        {
            // The same webhook is being accepted at this moment: it is known once that has come to its end, and only if that is a good one.
            return await first.Task.WaitAsync(cancellationToken)
                ? false
                : throw new QueueUnavailableException("The same webhook, sent at the same time, was not accepted.");
        }

        var isAccepted = false;
        try
        {
            isAccepted = await store.IsAccepted(job.JobId, cancellationToken);
            if (isAccepted)
            {
                return false;
            }

            // From here on a caller who goes away changes nothing.
            await queue.Publish(job, CancellationToken.None);
            await store.Accept(job, CancellationToken.None);
            isAccepted = true;
            return true;
        }
        catch (NpgsqlException problem)
        {
            throw new QueueUnavailableException(problem.Message, problem);
        }
        finally
        {
            _underWay.TryRemove(job.JobId, out _);
            own.SetResult(isAccepted);
        }
    }
}
