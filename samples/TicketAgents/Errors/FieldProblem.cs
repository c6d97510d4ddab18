namespace TicketAgents.Errors;

/// <summary>What is wrong with one field.</summary>
/// <param name="Type">The kind of mistake, for programs.</param>
/// <param name="Loc">Where: body or query, and the field.</param>
/// <param name="Msg">What it is, for people.</param>
internal sealed record FieldProblem(string Type, IReadOnlyList<string> Loc, string Msg);
