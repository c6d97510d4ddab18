using System.Text.Json.Serialization;

namespace AiGateway.Approvals;

/// <summary>
/// How far an approval is: pending → approved → used, pending → rejected, and pending or approved → expired.
/// </summary>
internal enum ApprovalState
{
    [JsonStringEnumMemberName("pending")]
    Pending,

    [JsonStringEnumMemberName("approved")]
    Approved,

    [JsonStringEnumMemberName("rejected")]
    Rejected,

    [JsonStringEnumMemberName("used")]
    Used,

    [JsonStringEnumMemberName("expired")]
    Expired,
}
