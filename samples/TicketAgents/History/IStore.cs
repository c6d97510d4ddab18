using TicketAgents.Jobs;

namespace TicketAgents.History;

/// <summary>All that the service remembers.</summary>
internal interface IStore : IAsyncDisposable
{
    /// <summary>The most connections that it has; null where it has none.</summary>
    int? PoolSize { get; }

    /// <summary>Whether it answers.</summary>
    ValueTask<bool> IsUp(CancellationToken cancellationToken);

    /// <summary>Whether a job's webhook was accepted before.</summary>
    ValueTask<bool> IsAccepted(Guid jobId, CancellationToken cancellationToken);

    /// <summary>Remembers that a job's webhook was accepted; its worker may have been faster.</summary>
    ValueTask Accept(Job job, CancellationToken cancellationToken);

    /// <summary>Notes that a job is begun.</summary>
    /// <returns>False where it was finished before: it was delivered twice.</returns>
    ValueTask<bool> Begin(Job job, CancellationToken cancellationToken);

    /// <summary>Finishes a job that was begun, once: the ticket is updated and the row says so in one step, or neither is.</summary>
    /// <returns>False where somebody else had finished it.</returns>
    ValueTask<bool> Finish(Job job, FinishedWork work, CancellationToken cancellationToken);

    /// <summary>A tenant's rows, the newest first.</summary>
    ValueTask<IReadOnlyList<Enhancement>> Page(string tenantId, int limit, int offset, CancellationToken cancellationToken);

    /// <summary>The newest row of a ticket, of one tenant or of any; null where there is none.</summary>
    ValueTask<Enhancement?> Latest(string ticketId, string? tenantId, CancellationToken cancellationToken);

    /// <summary>What was done since a time.</summary>
    ValueTask<RecentWork> Recent(DateTimeOffset since, int latest, CancellationToken cancellationToken);

    /// <summary>Jobs that were accepted and never finished, the oldest first.</summary>
    ValueTask<IReadOnlyList<Job>> Unfinished(CancellationToken cancellationToken);

    /// <summary>Keeps a resolved ticket, instead of an older one of its id.</summary>
    ValueTask Keep(ResolvedTicket ticket, CancellationToken cancellationToken);

    /// <summary>Until when the work is paused; null where it is not.</summary>
    ValueTask<DateTimeOffset?> PausedUntil(CancellationToken cancellationToken);

    /// <summary>Pauses the work until a time; null lets it go on.</summary>
    ValueTask Pause(DateTimeOffset? until, CancellationToken cancellationToken);
}
