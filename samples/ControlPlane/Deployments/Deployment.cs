using System.Text.Json.Serialization;
using ControlPlane.Storage;
using Samples;

namespace ControlPlane.Deployments;

/// <summary>A version of an application on its way to a ring of devices.</summary>
internal sealed record Deployment : IRow<Deployment>
{
    public const string StatusField = "status";
    public const string RingField = "target_ring";
    public const string AppField = "app_name";

    public static readonly Field<Deployment>[] Fields =
    [
        new(StatusField, row => WireEnum<DeploymentStatus>.Text(row.Status)),
        new(RingField, row => WireEnum<Ring>.Text(row.TargetRing)),
        new(AppField, row => row.AppName),
    ];

    /// <summary>Its number in its table; part of no answer about deployments.</summary>
    [JsonIgnore]
    public long Number { get; init; }

    public required Guid CorrelationId { get; init; }

    public required string AppName { get; init; }

    public required string Version { get; init; }

    public required Ring TargetRing { get; init; }

    public required DeploymentStatus Status { get; init; }

    /// <summary>0 to 100.</summary>
    public required int RiskScore { get; init; }

    public required bool RequiresCabApproval { get; init; }

    public required string Submitter { get; init; }

    public required ConnectorType ConnectorType { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    string IRow<Deployment>.Key => KeyOf(CorrelationId);

    public static string KeyOf(Guid correlationId) => correlationId.ToString();

    Deployment IRow<Deployment>.Numbered(long number) => this with { Number = number };
}
