namespace Stampede.Results;

/// <summary>Something that happened in a run and that its readers must know: a blocked loop, dropped names, a full disk.</summary>
/// <param name="Id">A stable identifier in upper case: <c>BLOCKED-LOOP</c>.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Text">One or two sentences: what, where, what to do.</param>
public sealed record RunNote(string Id, NoteSeverity Severity, string Text);
