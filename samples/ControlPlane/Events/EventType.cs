using System.Text.Json.Serialization;

namespace ControlPlane.Events;

/// <summary>What can have happened to a deployment.</summary>
internal enum EventType
{
    [JsonStringEnumMemberName("DEPLOYMENT_CREATED")]
    DeploymentCreated,

    [JsonStringEnumMemberName("RISK_ASSESSED")]
    RiskAssessed,

    [JsonStringEnumMemberName("CAB_SUBMITTED")]
    CabSubmitted,

    [JsonStringEnumMemberName("CAB_APPROVED")]
    CabApproved,

    [JsonStringEnumMemberName("CAB_REJECTED")]
    CabRejected,

    [JsonStringEnumMemberName("DEPLOYMENT_STARTED")]
    DeploymentStarted,

    [JsonStringEnumMemberName("DEPLOYMENT_COMPLETED")]
    DeploymentCompleted,

    [JsonStringEnumMemberName("DEPLOYMENT_FAILED")]
    DeploymentFailed,

    [JsonStringEnumMemberName("ROLLBACK_INITIATED")]
    RollbackInitiated,

    [JsonStringEnumMemberName("ROLLBACK_COMPLETED")]
    RollbackCompleted,

    [JsonStringEnumMemberName("EXCEPTION_APPROVED")]
    ExceptionApproved,

    [JsonStringEnumMemberName("EXCEPTION_DENIED")]
    ExceptionDenied,

    [JsonStringEnumMemberName("EXCEPTION_EXPIRED")]
    ExceptionExpired,

    [JsonStringEnumMemberName("REMEDIATION_TRIGGERED")]
    RemediationTriggered,
}
