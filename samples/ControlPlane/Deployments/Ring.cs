using System.Text.Json.Serialization;

namespace ControlPlane.Deployments;

/// <summary>Which devices, from a few to all; the numbers grow with the reach.</summary>
internal enum Ring
{
    [JsonStringEnumMemberName("LAB")]
    Lab,

    [JsonStringEnumMemberName("CANARY")]
    Canary,

    [JsonStringEnumMemberName("PILOT")]
    Pilot,

    [JsonStringEnumMemberName("DEPARTMENT")]
    Department,

    [JsonStringEnumMemberName("GLOBAL")]
    Global,
}
