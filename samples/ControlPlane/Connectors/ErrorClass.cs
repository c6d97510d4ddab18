using System.Text.Json.Serialization;

namespace ControlPlane.Connectors;

/// <summary>What a caller can do about a failed operation.</summary>
internal enum ErrorClass
{
    /// <summary>Try again later.</summary>
    [JsonStringEnumMemberName("transient")]
    Transient,

    /// <summary>Ask for something else.</summary>
    [JsonStringEnumMemberName("permanent")]
    Permanent,

    /// <summary>Get leave first.</summary>
    [JsonStringEnumMemberName("policy_violation")]
    PolicyViolation,
}
