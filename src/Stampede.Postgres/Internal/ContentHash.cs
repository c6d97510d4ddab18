using System.Security.Cryptography;
using Stampede.Results;

namespace Stampede.Stores.Internal;

/// <summary>SHA-256 of a run's two files: run.json, a zero byte, intervals.jsonl.</summary>
internal static class ContentHash
{
    public static IncrementalHash Of(ReadOnlySpan<byte> document)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(document);
        hash.AppendData([0]);
        return hash;
    }

    /// <summary>Adds the line that was just read.</summary>
    public static void Add(IncrementalHash hash, LineReader lines)
    {
        hash.AppendData(lines.Line.Span);
        if (lines.IsWhole)
        {
            hash.AppendData("\n"u8);
        }
    }
}
