using ControlPlane.Deployments;
using ControlPlane.Storage;
using Samples;

namespace ControlPlane.Cab;

/// <summary>The decision about a deployment, in the legacy contract. Made when a list shows it first, or when it is decided.</summary>
internal sealed record Approval : IRow<Approval>
{
    public const string DecisionField = "decision";

    public static readonly Field<Approval>[] Fields = [new(DecisionField, row => WireEnum<Decision>.Text(row.Decision))];

    public long Id { get; init; }

    /// <summary>The deployment's number.</summary>
    public required long DeploymentIntent { get; init; }

    public required Guid CorrelationId { get; init; }

    /// <summary>The evidence is kept with its deployment, under the same id.</summary>
    public Guid EvidencePackCorrelationId => CorrelationId;

    public required Decision Decision { get; init; }

    public string? Approver { get; init; }

    public string Comments { get; init; } = "";

    public IReadOnlyList<string> Conditions { get; init; } = [];

    public required DateTimeOffset SubmittedAt { get; init; }

    public DateTimeOffset? ReviewedAt { get; init; }

    public required string AppName { get; init; }

    public required string Version { get; init; }

    public required int RiskScore { get; init; }

    string IRow<Approval>.Key => Deployment.KeyOf(CorrelationId);

    public static Approval Of(Deployment deployment) => new()
    {
        DeploymentIntent = deployment.Number,
        CorrelationId = deployment.CorrelationId,
        Decision = Decision.Pending,
        SubmittedAt = deployment.CreatedAt,
        AppName = deployment.AppName,
        Version = deployment.Version,
        RiskScore = deployment.RiskScore,
    };

    Approval IRow<Approval>.Numbered(long number) => this with { Id = number };
}
