using System.Security.Cryptography;
using System.Text.Json.Serialization;
using ControlPlane.Storage;
using Samples;

namespace ControlPlane.Cab;

/// <summary>Leave to deploy what is too risky, for some days and with controls that make up for it.</summary>
internal sealed record CabException : IRow<CabException>
{
    public const string StatusField = "status";
    public const string RequesterField = "requested_by";

    public static readonly Field<CabException>[] Fields =
    [
        new(StatusField, row => WireEnum<ExceptionStatus>.Text(row.Status)),
        new(RequesterField, row => row.RequestedBy),
    ];

    public required string Id { get; init; }

    public required Guid DeploymentIntentId { get; init; }

    public required string Reason { get; init; }

    public required string RiskJustification { get; init; }

    public required IReadOnlyList<string> CompensatingControls { get; init; }

    public required ExceptionStatus Status { get; init; }

    public required string RequestedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public string? ApprovedBy { get; init; }

    public string? Rationale { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Whether it holds; as of the answer.</summary>
    public bool IsActive { get; init; }

    /// <summary>Only in the answer to what was just done.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; init; }

    string IRow<CabException>.Key => Id;

    public static string NewId() => $"EXC-{RandomNumberGenerator.GetHexString(12)}";

    public CabException At(DateTimeOffset now) => this with { IsActive = Status == ExceptionStatus.Approved && now < ExpiresAt };
}
