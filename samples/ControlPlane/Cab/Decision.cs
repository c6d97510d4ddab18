using System.Text.Json.Serialization;

namespace ControlPlane.Cab;

/// <summary>How the change advisory board decided, in the legacy contract.</summary>
internal enum Decision
{
    [JsonStringEnumMemberName("PENDING")]
    Pending,

    [JsonStringEnumMemberName("APPROVED")]
    Approved,

    [JsonStringEnumMemberName("REJECTED")]
    Rejected,

    [JsonStringEnumMemberName("CONDITIONAL")]
    Conditional,
}
