using Samples;
using TicketAgents.Webhooks;

namespace TicketAgents.Hosting;

/// <summary>What the command line decides. The latency, the fail rate and the pool are those of the slow dependency.</summary>
internal sealed record TicketAgentsOptions : SampleOptions
{
    /// <summary>Tickets worked on at a time where the command line says nothing.</summary>
    public const int DefaultPool = 128;

    public TicketAgentsOptions()
    {
        Latency = new(TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(2));
        Pool = DefaultPool;
    }

    public Role Role { get; init; }

    /// <summary>Where RabbitMQ is; null keeps the queue in memory.</summary>
    public Uri? RabbitMq { get; init; }

    /// <summary>The most jobs that a queue in memory holds; beyond it webhooks are answered with 503.</summary>
    public int QueueCapacity { get; init; } = 50_000;

    /// <summary>How many webhooks, and how many pages of the history, a tenant may ask for within a minute; null for no limit.</summary>
    public int? TenantLimit { get; init; }

    /// <summary>How the service desk may write its signature.</summary>
    public SignatureDialects Dialects { get; init; } = SignatureDialects.Both;

    /// <summary>The wait before the first retry; each further one waits twice as long, eight seconds at most.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a job waits that meets the pause flag.</summary>
    public TimeSpan PauseDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the gathering of context may take; after it the work goes on without.</summary>
    public TimeSpan ContextTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one attempt at a ticket may take.</summary>
    public TimeSpan JobTimeout { get; init; } = TimeSpan.FromSeconds(100);
}
