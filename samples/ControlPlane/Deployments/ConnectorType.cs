using System.Text.Json.Serialization;

namespace ControlPlane.Deployments;

/// <summary>The planes of devices that a deployment can be published to.</summary>
internal enum ConnectorType
{
    [JsonStringEnumMemberName("intune")]
    Intune,

    [JsonStringEnumMemberName("jamf")]
    Jamf,

    [JsonStringEnumMemberName("sccm")]
    Sccm,

    [JsonStringEnumMemberName("landscape")]
    Landscape,

    [JsonStringEnumMemberName("ansible")]
    Ansible,
}
