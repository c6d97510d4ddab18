namespace Stampede.Engine;

/// <summary>One step of a <see cref="JsonPath"/>: a property, or an element of an array.</summary>
/// <param name="Name">The property; null for an element.</param>
/// <param name="Index">The element; negative counts from the end.</param>
/// <param name="End">Where the step ends in the text of the path.</param>
internal readonly record struct JsonPathStep(string? Name, int Index, int End);
