using System.Diagnostics.CodeAnalysis;

namespace Stampede.Engine;

/// <summary>Makes a row of a record.</summary>
internal abstract class RowParser<T>
{
    /// <summary>Makes it, or says what is wrong with it, with its place.</summary>
    /// <param name="record">What the file says.</param>
    /// <param name="line">On which line it begins; 0 where that is not known.</param>
    /// <param name="row">The row.</param>
    /// <param name="problem">Where it has no row.</param>
    public abstract bool TryParse(ReadOnlyMemory<byte> record, long line, [MaybeNullWhen(false)] out T row, out string problem);
}
