using System.Text.Json.Serialization;

namespace ControlPlane.Cab;

/// <summary>
/// submit: score up to 50 → auto_approved, up to 75 → submitted, above → exception_required.
/// approve, reject: submitted, under_review → approved, rejected. Everything else is final.
/// </summary>
internal enum RequestStatus
{
    [JsonStringEnumMemberName("submitted")]
    Submitted,

    [JsonStringEnumMemberName("auto_approved")]
    AutoApproved,

    [JsonStringEnumMemberName("under_review")]
    UnderReview,

    [JsonStringEnumMemberName("approved")]
    Approved,

    [JsonStringEnumMemberName("rejected")]
    Rejected,

    [JsonStringEnumMemberName("conditional")]
    Conditional,

    [JsonStringEnumMemberName("exception_required")]
    ExceptionRequired,
}
