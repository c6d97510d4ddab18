using System.Text.Json.Serialization;

namespace ControlPlane.Connectors;

/// <summary>closed: calls pass · open: they do not · half-open: one passes, to find out. The numbers are those of the metric.</summary>
internal enum BreakerState
{
    [JsonStringEnumMemberName("closed")]
    Closed = 0,

    [JsonStringEnumMemberName("open")]
    Open = 1,

    [JsonStringEnumMemberName("half-open")]
    HalfOpen = 2,
}
