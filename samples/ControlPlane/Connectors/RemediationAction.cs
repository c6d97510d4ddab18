using System.Text.Json.Serialization;

namespace ControlPlane.Connectors;

/// <summary>What is done about devices that are not as they should be.</summary>
internal enum RemediationAction
{
    [JsonStringEnumMemberName("REINSTALL")]
    Reinstall,

    [JsonStringEnumMemberName("ROLLBACK")]
    Rollback,
}
