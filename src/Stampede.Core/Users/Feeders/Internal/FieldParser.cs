using System.Diagnostics.CodeAnalysis;

namespace Stampede.Engine;

/// <summary>Reads a field of a file as a value.</summary>
internal delegate bool FieldParser<T>(string text, [MaybeNullWhen(false)] out T value);
