namespace Stampede.Reporting;

/// <summary>A test case in JUnit's XML.</summary>
/// <param name="Group">The last part of its class name.</param>
/// <param name="Name">Its name.</param>
/// <param name="Problem"><c>failure</c>, <c>error</c> or <c>skipped</c>; null where it passed.</param>
/// <param name="Message">What was measured, or why it did not pass.</param>
internal sealed record JUnitCase(string Group, string Name, string? Problem, string Message);
