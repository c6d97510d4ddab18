using System.Text.Json.Serialization;

namespace ControlPlane.Cab;

/// <summary>pending → approved, rejected or expired; nothing else.</summary>
internal enum ExceptionStatus
{
    [JsonStringEnumMemberName("pending")]
    Pending,

    [JsonStringEnumMemberName("approved")]
    Approved,

    [JsonStringEnumMemberName("rejected")]
    Rejected,

    [JsonStringEnumMemberName("expired")]
    Expired,
}
