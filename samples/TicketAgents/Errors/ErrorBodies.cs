using System.Text.Json;

namespace TicketAgents.Errors;

/// <summary>Bodies of answers that are errors.</summary>
internal static class ErrorBodies
{
    internal sealed record Simple(string Detail);

    /// <summary>What was wrong, field by field, with the body as it was understood.</summary>
    internal sealed record Invalid(IReadOnlyList<FieldProblem> Detail, JsonElement? Body);

    internal sealed record Duplicate(string Detail, Guid JobId);
}
