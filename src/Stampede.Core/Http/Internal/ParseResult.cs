namespace Stampede.Engine;

/// <summary>How far an answer has come.</summary>
internal enum ParseResult : byte
{
    /// <summary>All bytes were consumed and the answer is not over.</summary>
    NeedMore,

    /// <summary>The answer is complete; bytes after it were not consumed.</summary>
    Done,

    /// <summary>The answer cannot be read; the parser says why and the connection is of no more use.</summary>
    Failed,
}
