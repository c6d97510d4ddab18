using AiGateway.Models;
using Samples;

namespace AiGateway.Hosting;

/// <summary>What the command line decides.</summary>
internal sealed record AiGatewayOptions : SampleOptions
{
    /// <summary>Where the first of the services listens if nothing is said.</summary>
    public const string DefaultUrl = "http://127.0.0.1:8000";

    /// <summary>The services of this process; the address of the first one is printed first.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = Enum.GetValues<Role>();

    /// <summary>Where api_gateway is, where it is not of this process; null for nowhere.</summary>
    public Uri? ApiGateway { get; init; }

    /// <summary>Where rag_service is, where it is not of this process; null for nowhere.</summary>
    public Uri? RagService { get; init; }

    /// <summary>The time to the first token.</summary>
    public Latency FirstToken { get; init; } = new(TimeSpan.FromMilliseconds(120), TimeSpan.FromMilliseconds(600));

    /// <summary>How fast the others follow.</summary>
    public int TokensPerSecond { get; init; } = 200;

    /// <summary>Backends that fail.</summary>
    public IReadOnlyList<BackendFault> BackendFaults { get; init; } = [];

    /// <summary>How long the first token may take, all tries together.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long answers of rag_service are kept.</summary>
    public TimeSpan CacheTimeToLive { get; init; } = TimeSpan.FromHours(6);

    /// <summary>A dependency of rag_service that is down; null for none.</summary>
    public string? Down { get; init; }

    /// <summary>How long an approval can be given and used.</summary>
    public TimeSpan ApprovalTimeToLive { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What administrators send.</summary>
    public string AdminKey { get; init; } = "admin123";

    /// <summary>Where the recorded project's result files are to be written, instead of a start; null for nowhere.</summary>
    public string? LoadResults { get; init; }
}
