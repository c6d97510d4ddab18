using TicketAgents.Jobs;

namespace TicketAgents.History;

/// <summary>What became of a job: a row of the history, as it is answered.</summary>
internal sealed record Enhancement
{
    /// <summary>The job's.</summary>
    public required Guid Id { get; init; }

    public required string TenantId { get; init; }

    public required string TicketId { get; init; }

    public EnhancementStatus Status { get; init; }

    public string? ContextGathered { get; init; }

    public string? LlmOutput { get; init; }

    public string? ErrorMessage { get; init; }

    /// <summary>How long its last attempt took.</summary>
    public long? ProcessingTimeMs { get; init; }

    /// <summary>When its webhook was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was completed, or had failed for good.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    public Guid? CorrelationId { get; init; }

    public static Enhancement Of(Job job) => new()
    {
        Id = job.JobId,
        TenantId = job.TenantId,
        TicketId = job.TicketId,
        CreatedAt = job.Timestamp,
        CorrelationId = job.CorrelationId,
    };
}
