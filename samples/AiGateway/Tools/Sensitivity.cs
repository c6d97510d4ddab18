using System.Text.Json.Serialization;

namespace AiGateway.Tools;

/// <summary>How much harm a tool can do; it says how many calls run at once, and whether an administrator must agree.</summary>
internal enum Sensitivity
{
    [JsonStringEnumMemberName("low")]
    Low,

    [JsonStringEnumMemberName("medium")]
    Medium,

    [JsonStringEnumMemberName("high")]
    High,

    [JsonStringEnumMemberName("critical")]
    Critical,
}
