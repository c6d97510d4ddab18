using System.Security.Cryptography;
using System.Text;

namespace TicketAgents.Jobs;

/// <summary>A ticket to be enhanced.</summary>
internal sealed record Job
{
    /// <summary>The same for the same body of the same tenant: what arrives or is delivered twice is one job.</summary>
    public required Guid JobId { get; init; }

    public required string TicketId { get; init; }

    public required string TenantId { get; init; }

    public required string Description { get; init; }

    public required string Priority { get; init; }

    /// <summary>When the ticket was created, as its sender says.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was accepted, by the clock of the service: where its way to the enhanced ticket begins.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    public Guid? CorrelationId { get; init; }

    /// <summary>How often it was tried before.</summary>
    public int Attempt { get; init; }

    public static Guid IdOf(string tenantId, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(tenantId));
        hash.AppendData([0]);
        hash.AppendData(body);
        Span<byte> id = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(id);

        // Version 8, variant 10: an id that its maker computed.
        id[6] = (byte)(id[6] & 0x0f | 0x80);
        id[8] = (byte)(id[8] & 0x3f | 0x80);
        return new(id[..16], bigEndian: true);
    }
}
