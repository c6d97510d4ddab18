using System.Collections.Concurrent;
using TicketAgents.Jobs;

namespace TicketAgents.History;

/// <summary>Everything in memory. Beyond the capacity the oldest finished jobs are forgotten, so that memory is bounded however long a test runs.</summary>
internal sealed class MemoryStore : IStore
{
    private const int Capacity = 100_000;

    // Under the lock: _rows and _byId hold the same rows, _rows by number; _finished holds the numbers of those that are finished, in the order in which they were;
    // _byTicket holds the newest number of each ticket that has one.
    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, Row> _rows = new(Comparer<long>.Create((a, b) => b.CompareTo(a)));
    private readonly Dictionary<Guid, Row> _byId = [];
    private readonly Dictionary<(string Tenant, string Ticket), long> _byTicket = [];
    private readonly Queue<Row> _finished = new();
    private readonly ConcurrentDictionary<(string Tenant, string Ticket), ResolvedTicket> _resolved = new();

    private long _number;
    private DateTimeOffset? _pausedUntil;

    public int? PoolSize => null;

    public ValueTask<bool> IsUp(CancellationToken cancellationToken) => new(true);

    public ValueTask<bool> IsAccepted(Guid jobId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(_byId.TryGetValue(jobId, out var row) && row.IsAccepted);
        }
    }

    public ValueTask Accept(Job job, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Find(job).IsAccepted = true;
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> Begin(Job job, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(Find(job).Value.Status == EnhancementStatus.Pending);
        }
    }

    public ValueTask<bool> Finish(Job job, FinishedWork work, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var row = Find(job);
            if (row.Value.Status != EnhancementStatus.Pending)
            {
                return new(false);
            }

            row.Value = row.Value with
            {
                Status = work.Status,
                ContextGathered = work.Context,
                LlmOutput = work.Output,
                ErrorMessage = work.Error,
                ProcessingTimeMs = (long)work.Took.TotalMilliseconds,
                CompletedAt = work.At,
            };
            _finished.Enqueue(row);
            Forget();
            return new(true);
        }
    }

    public ValueTask<IReadOnlyList<Enhancement>> Page(string tenantId, int limit, int offset, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new([.. _rows.Values.Where(row => row.Value.TenantId == tenantId).Skip(offset).Take(limit).Select(row => row.Value)]);
        }
    }

    public ValueTask<Enhancement?> Latest(string ticketId, string? tenantId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(tenantId is not null
                ? _byTicket.TryGetValue((tenantId, ticketId), out var number) ? _rows[number].Value : null
                : _rows.Values.FirstOrDefault(row => row.Value.TicketId == ticketId)?.Value);
        }
    }

    public ValueTask<RecentWork> Recent(DateTimeOffset since, int latest, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var (completed, failed) = (0L, 0L);
            foreach (var row in _finished)
            {
                if (row.Value.CompletedAt >= since)
                {
                    _ = row.Value.Status == EnhancementStatus.Completed ? completed++ : failed++;
                }
            }

            return new(new RecentWork(_rows.Count - _finished.Count, completed, failed, [.. _rows.Values.Take(latest).Select(row => row.Value)]));
        }
    }

    public ValueTask<IReadOnlyList<Job>> Unfinished(CancellationToken cancellationToken) => new((IReadOnlyList<Job>)[]);

    public ValueTask Keep(ResolvedTicket ticket, CancellationToken cancellationToken)
    {
        if (_resolved.Count < Capacity)
        {
            _resolved[(ticket.TenantId, ticket.TicketId)] = ticket;
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<DateTimeOffset?> PausedUntil(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(_pausedUntil);
        }
    }

    public ValueTask Pause(DateTimeOffset? until, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _pausedUntil = until;
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // The job's row, new where there is none.
    private Row Find(Job job)
    {
        if (!_byId.TryGetValue(job.JobId, out var row))
        {
            row = new(++_number, Enhancement.Of(job));
            _rows.Add(row.Number, row);
            _byId.Add(job.JobId, row);
            _byTicket[(job.TenantId, job.TicketId)] = row.Number;
        }

        return row;
    }

    private void Forget()
    {
        if (_finished.Count <= Capacity)
        {
            return;
        }

        var row = _finished.Dequeue();
        _rows.Remove(row.Number);
        _byId.Remove(row.Value.Id);
        var ticket = (row.Value.TenantId, row.Value.TicketId);
        if (_byTicket[ticket] == row.Number)
        {
            _byTicket.Remove(ticket);
        }
    }

    private sealed class Row(long number, Enhancement value)
    {
        public long Number { get; } = number;

        public Enhancement Value { get; set; } = value;

        public bool IsAccepted { get; set; }
    }
}
