namespace Stampede.Tests;

/// <summary>What goes wrong with a request.</summary>
/// <param name="Request">Which: <c>POST /issues</c>.</param>
/// <param name="Status">What is answered; null for nothing at all.</param>
/// <param name="Body">The answer's body.</param>
/// <param name="IsDone">Whether it is done all the same.</param>
/// <param name="Headers">The answer's headers.</param>
internal sealed record FakeFault(string Request, int? Status, string Body, bool IsDone, (string Name, string Value)[] Headers);
