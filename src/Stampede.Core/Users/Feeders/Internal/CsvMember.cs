using System.Reflection;

namespace Stampede.Engine;

/// <summary>What a column of CSV fills.</summary>
/// <param name="Column">The column's index.</param>
/// <param name="Type">The member's type.</param>
/// <param name="Parse">Reads a field as that type.</param>
/// <param name="Position">Which parameter of the constructor it is.</param>
/// <param name="Set">Sets the property; null for a parameter.</param>
internal sealed record CsvMember(int Column, Type Type, FieldParser<object?> Parse, int Position, MethodInvoker? Set);
