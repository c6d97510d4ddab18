using System.Text.Json.Serialization;

namespace ControlPlane.Connectors;

/// <summary>in_progress → succeeded, failed; failed → in_progress, when it is tried again.</summary>
internal enum PublicationState
{
    [JsonStringEnumMemberName("in_progress")]
    InProgress,

    [JsonStringEnumMemberName("succeeded")]
    Succeeded,

    [JsonStringEnumMemberName("failed")]
    Failed,
}
