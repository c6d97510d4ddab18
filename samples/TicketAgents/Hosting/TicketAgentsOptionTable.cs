using RabbitMQ.Client;
using Samples;
using TicketAgents.Webhooks;

namespace TicketAgents.Hosting;

/// <summary>The options of the command line.</summary>
internal static class TicketAgentsOptionTable
{
    private static readonly TimeSpan LeastDelay = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan MostDelay = TimeSpan.FromMinutes(10);

    public static OptionTable<TicketAgentsOptions> Table { get; } = new(
        "TicketAgents: tickets come in by a signed webhook and are enhanced by workers, to load test.",
        Check,
        [
            .. CommonOptions.Storage<TicketAgentsOptions>("ticket_agents"),
            new(
                "--rabbitmq",
                "<url>",
                "keep the queue in RabbitMQ (amqp://user:password@host:5672); default in memory",
                (options, text) => options with { RabbitMq = Amqp(text) ?? options.RabbitMq }),
            new(
                "--queue-capacity",
                "<n>",
                "jobs that a queue in memory holds, above it webhooks get a 503; 1 to 1000000, default 50000",
                (options, text) => options with { QueueCapacity = text.Whole(1, 1_000_000) }),
            new(
                "--role",
                "<role>",
                "all, api (takes webhooks) or worker (works on tickets); the two need --postgres and --rabbitmq",
                (options, text) => options with { Role = OneOf<Role>(text) }),
            new(
                "--tenant-limit",
                "<n>",
                "webhooks, and pages of the history, of a tenant within a minute, above it a 429; 1 to 1000000, default no limit",
                (options, text) => options with { TenantLimit = text.Whole(1, 1_000_000) }),
            new(
                "--signature",
                "<dialect>",
                "both, prefixed (sha256=…) or bare: how the service desk may write its signature; default both",
                (options, text) => options with { Dialects = OneOf<SignatureDialects>(text) }),
        ],
        [
            new(
                "--latency",
                "<time>[,<p99>]",
                "time that a ticket takes: 300ms, or log-normal: 300ms,2s; 0 to 60s, default 300ms,2s",
                (options, text) => options with { Latency = text.Latency() }),
            new("--fail-rate", "<share>", "share of the calls that fail, of which a ticket makes three; 0 to 1, default 0", (options, text) => options with { FailRate = text.Share() }),
            new(
                "--pool",
                "<n>",
                "tickets worked on at a time, others wait in the queue; 1 to 10000, default 128",
                (options, text) => options with { Pool = text.Whole(1, 10_000) }),
            CommonOptions.Seed<TicketAgentsOptions>(),
            new(
                "--retry-delay",
                "<time>",
                "before the first retry; each of the two others twice as long, 8s at most; 1ms to 10m, default 2s",
                (options, text) => options with { RetryDelay = text.Time(LeastDelay, MostDelay) }),
            new(
                "--pause-delay",
                "<time>",
                "how long a job waits while the work is paused; 1ms to 10m, default 30s",
                (options, text) => options with { PauseDelay = text.Time(LeastDelay, MostDelay) }),
            new(
                "--context-timeout",
                "<time>",
                "for the gathering of context, then the work goes on without; 1ms to 10m, default 30s",
                (options, text) => options with { ContextTimeout = text.Time(LeastDelay, MostDelay) }),
            new(
                "--job-timeout",
                "<time>",
                "for one attempt at a ticket; 1ms to 10m, default 100s",
                (options, text) => options with { JobTimeout = text.Time(LeastDelay, MostDelay) }),
        ],
        CommonOptions.Process<TicketAgentsOptions>());

    private static IEnumerable<string> Check(TicketAgentsOptions options) => options is { Role: not Role.All, RabbitMq: null } or { Role: not Role.All, Postgres: null }
        ? ["--role api and --role worker are processes of their own: give --postgres and --rabbitmq, which they share."]
        : [];

    private static Uri? Amqp(OptionText text)
    {
        if (Uri.TryCreate(text.Value, UriKind.Absolute, out var url) && url.Scheme is "amqp" or "amqps" && url.Host.Length > 0 && IsUnderstood(url))
        {
            return url;
        }

        // The text may hold a password, so it is not shown.
        text.Problems.Add($"{text.Option} is not an address such as amqp://guest:guest@127.0.0.1:5672.");
        return null;
    }

    // The client has rules of its own, such as one name of a virtual host.
    private static bool IsUnderstood(Uri url)
    {
        try
        {
            return new ConnectionFactory { Uri = url }.Uri is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static T OneOf<T>(OptionText text)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (text.Value == Name(value))
            {
                return value;
            }
        }

        text.Problems.Add($"{text.Option} '{text.Value}' is none of {string.Join(", ", Enum.GetValues<T>().Select(Name))}.");
        return default;

        static string Name(T value) => value.ToString().ToLowerInvariant();
    }
}
