using System.Security.Cryptography;
using System.Text.Json.Serialization;
using ControlPlane.Storage;
using Samples;

namespace ControlPlane.Cab;

/// <summary>A request to the board, gated by its risk.</summary>
internal sealed record CabRequest : IRow<CabRequest>
{
    public const string StatusField = "status";
    public const string SubmitterField = "submitter";

    /// <summary>The highest risk that needs nobody's approval.</summary>
    public const decimal AutomaticUpTo = 50;

    /// <summary>The highest risk that the board may approve without an exception.</summary>
    public const decimal ManualUpTo = 75;

    public static readonly Field<CabRequest>[] Fields =
    [
        new(StatusField, row => WireEnum<RequestStatus>.Text(row.Status)),
        new(SubmitterField, row => row.Submitter),
    ];

    public required string Id { get; init; }

    public required Guid EvidencePackageId { get; init; }

    /// <summary>0 to 100, with two decimals.</summary>
    public required decimal RiskScore { get; init; }

    public required RequestStatus Status { get; init; }

    public required string Submitter { get; init; }

    public string Notes { get; init; } = "";

    public required DateTimeOffset SubmittedAt { get; init; }

    public IReadOnlyList<CabDecision> Decisions { get; init; } = [];

    /// <summary>Only in the answer to what was just done.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; init; }

    /// <summary>Only in the answer to a submission.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DecisionStatus { get; init; }

    string IRow<CabRequest>.Key => Id;

    public static string NewId() => $"CAB-{RandomNumberGenerator.GetHexString(12)}";

    /// <summary>What becomes of a request of this risk. The bounds belong to the milder side.</summary>
    public static RequestStatus Gate(decimal risk) =>
        risk <= AutomaticUpTo ? RequestStatus.AutoApproved : risk <= ManualUpTo ? RequestStatus.Submitted : RequestStatus.ExceptionRequired;
}
