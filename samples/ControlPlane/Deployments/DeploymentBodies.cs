namespace ControlPlane.Deployments;

/// <summary>What the endpoints of deployments answer.</summary>
internal static class DeploymentBodies
{
    internal sealed record Created(Guid CorrelationId, DeploymentStatus Status, int RiskScore, bool RequiresCabApproval);

    internal sealed record Item(
        Guid CorrelationId, string AppName, string Version, Ring TargetRing, DeploymentStatus Status, int RiskScore, DateTimeOffset CreatedAt)
    {
        public static Item Of(Deployment deployment) => new(
            deployment.CorrelationId,
            deployment.AppName,
            deployment.Version,
            deployment.TargetRing,
            deployment.Status,
            deployment.RiskScore,
            deployment.CreatedAt);
    }

    internal sealed record Detail(
        Guid CorrelationId,
        string AppName,
        string Version,
        Ring TargetRing,
        DeploymentStatus Status,
        int RiskScore,
        bool RequiresCabApproval,
        string Submitter,
        DateTimeOffset CreatedAt)
    {
        public static Detail Of(Deployment deployment) => new(
            deployment.CorrelationId,
            deployment.AppName,
            deployment.Version,
            deployment.TargetRing,
            deployment.Status,
            deployment.RiskScore,
            deployment.RequiresCabApproval,
            deployment.Submitter,
            deployment.CreatedAt);
    }

    internal sealed record Listed(IEnumerable<Item> Deployments);

    internal sealed record Application(string AppName, string LatestVersion, int DeploymentCount, IReadOnlyList<ApplicationVersion> Versions);

    internal sealed record ApplicationVersion(string Version, DateTimeOffset LatestCreatedAt, IReadOnlyList<Item> Deployments);

    internal sealed record Applications(IEnumerable<Application> Items)
    {
        [System.Text.Json.Serialization.JsonPropertyName("applications")]
        public IEnumerable<Application> Items { get; } = Items;
    }
}
