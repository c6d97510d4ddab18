using System.Text.Json.Serialization;

namespace ControlPlane.Deployments;

internal enum DeploymentStatus
{
    [JsonStringEnumMemberName("PENDING")]
    Pending,

    [JsonStringEnumMemberName("AWAITING_CAB")]
    AwaitingCab,

    [JsonStringEnumMemberName("APPROVED")]
    Approved,

    [JsonStringEnumMemberName("REJECTED")]
    Rejected,

    [JsonStringEnumMemberName("DEPLOYING")]
    Deploying,

    [JsonStringEnumMemberName("COMPLETED")]
    Completed,

    [JsonStringEnumMemberName("FAILED")]
    Failed,

    [JsonStringEnumMemberName("ROLLED_BACK")]
    RolledBack,
}
