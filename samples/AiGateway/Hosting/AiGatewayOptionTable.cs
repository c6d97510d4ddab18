using AiGateway.Models;
using AiGateway.Rag;
using Samples;

namespace AiGateway.Hosting;

/// <summary>The options of the command line.</summary>
internal static class AiGatewayOptionTable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    private static readonly string[] Dependencies = [RagHealth.Qdrant, RagHealth.Embedding];

    public static OptionTable<AiGatewayOptions> Table { get; } = new(
        "AiGateway: a gateway to language models, questions to documents, and tools, to load test.",
        options => [.. CommonOptions.CheckFaults(options), .. RoleAddress.Check(options)],
        [
            new(
                "--role",
                "<names>",
                "the services to run: api_gateway, rag_service, mcp_server, several with commas; default all, in this order",
                (options, text) => options with { Roles = Roles(text) ?? options.Roles }),
            new(
                "--api-gateway",
                "<url>",
                "where api_gateway is, where it is another process",
                (options, text) => options with { ApiGateway = Address(text) }),
            new("--rag-service", "<url>", "where rag_service is, where it is another process", (options, text) => options with { RagService = Address(text) }),
            .. CommonOptions.Storage<AiGatewayOptions>("rag"),
        ],
        [
            new(
                "--first-token",
                "<time>[,<p99>]",
                "time to the first token, log-normal where there are two; default 120ms,600ms",
                (options, text) => options with { FirstToken = text.Latency() }),
            new(
                "--tokens-per-second",
                "<n>",
                "how fast the others follow; 1 to 100000, default 200",
                (options, text) => options with { TokensPerSecond = text.Whole(1, 100_000) }),
            new(
                "--request-timeout",
                "<time>",
                "how long a first token may take, all tries together; 1ms to 1h, default 60s",
                (options, text) => options with { RequestTimeout = text.Time(Shortest, TimeSpan.FromHours(1)) }),
            new(
                "--cache-ttl",
                "<time>",
                "how long rag_service keeps answers; 1ms to 24h, default 6h",
                (options, text) => options with { CacheTimeToLive = text.Time(Shortest, TimeSpan.FromHours(24)) }),
            new(
                "--approval-ttl",
                "<time>",
                "how long an approval can be given and used; 1ms to 24h, default 5m",
                (options, text) => options with { ApprovalTimeToLive = text.Time(Shortest, TimeSpan.FromHours(24)) }),
            new("--admin-key", "<text>", "what administrators send as X-Admin-Key; default admin123", (options, text) => options with { AdminKey = Key(text) }),
        ],
        [
            .. CommonOptions.Faults<AiGatewayOptions>(),
            new(
                "--backend-fault",
                "<b>=<status>",
                "a backend (chat-7b-1, chat-7b-2, code-7b-1) that answers 400 to 599, or 0: never; <status>x<n>: its first n requests",
                (options, text) => options with { BackendFaults = [.. options.BackendFaults, .. BackendFaults(text)] }),
            new("--down", "<name>", "a dependency of rag_service that is down: qdrant, embedding", (options, text) => options with { Down = Dependency(text) }),
        ],
        [
            new(
                "--load-results",
                "<folder>",
                "write what the recorded project published as its load tests' results, and end; constants that nobody measured",
                (options, text) => options with { LoadResults = Folder(text) }),
            .. CommonOptions.Process<AiGatewayOptions>(),
        ]);

    private static Role[]? Roles(OptionText text)
    {
        var roles = text.Value == "all" ? Enum.GetValues<Role>().Cast<Role?>().ToArray() : [.. text.Value.Split(',').Select(WireEnum<Role>.Parse)];
        if (roles.Contains(null) || roles.Distinct().Count() != roles.Length)
        {
            text.Problems.Add($"{text.Option} '{text.Value}' is not all, or some of {WireEnum<Role>.All}, each once, with commas.");
            return null;
        }

        return [.. roles.OfType<Role>()];
    }

    private static string Folder(OptionText text)
    {
        if (text.Value.Length == 0)
        {
            text.Problems.Add($"{text.Option} '{text.Value}' names no folder.");
        }

        return text.Value;
    }

    private static Uri? Address(OptionText text) => text.Url() is { } url ? new Uri(url) : null;

    private static string Key(OptionText text)
    {
        if (text.Value.Length == 0)
        {
            text.Problems.Add($"{text.Option} is empty: everybody would be an administrator.");
        }

        return text.Value;
    }

    private static IEnumerable<BackendFault> BackendFaults(OptionText text) =>
        text.Fault("a backend", ModelCatalog.BackendNames, canHang: true) is var (name, status, times) ? [new(name, status, times)] : [];

    private static string? Dependency(OptionText text)
    {
        if (!Dependencies.Contains(text.Value))
        {
            text.Problems.Add($"{text.Option} '{text.Value}' is not one of {string.Join(", ", Dependencies)}.");
        }

        return text.Value;
    }
}
