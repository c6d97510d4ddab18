using System.Text.Json.Serialization;

namespace TicketAgents.History;

/// <summary>How far a ticket's enhancement is. From pending it comes to one of the others, once.</summary>
internal enum EnhancementStatus
{
    [JsonStringEnumMemberName("pending")]
    Pending,

    [JsonStringEnumMemberName("completed")]
    Completed,

    [JsonStringEnumMemberName("failed")]
    Failed,
}
