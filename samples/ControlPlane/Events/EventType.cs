using System.Text.Json.Serialization;

namespace ControlPlane.Events;

/// <summary>What can have happened to a deployment. Some of it only callers log.</summary>
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

    [JsonStringEnumMemberName("RISK_MODEL_UPDATED")]
    RiskModelUpdated,

    [JsonStringEnumMemberName("DRIFT_DETECTED")]
    DriftDetected,

    [JsonStringEnumMemberName("REMEDIATION_TRIGGERED")]
    RemediationTriggered,

    [JsonStringEnumMemberName("GATE_EVALUATED")]
    GateEvaluated,

    [JsonStringEnumMemberName("GATE_FAILED")]
    GateFailed,
}
