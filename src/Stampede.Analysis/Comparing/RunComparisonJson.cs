using Stampede.Importing;
using Stampede.Results;

namespace Stampede.Analysis;

/// <summary>A comparison as a file (docs/reference/compare.md), which <c>stampede compare</c> writes and other commands read.</summary>
public static class RunComparisonJson
{
    /// <summary>What the file says it is.</summary>
    public const string Schema = "stampede-comparison";

    /// <summary>The version that is written, and the only one that is read.</summary>
    public const int Version = 1;

    /// <summary>Writes a comparison.</summary>
    public static void Write(RunComparison comparison, Stream stream) => ComparisonWriter.Write(comparison, stream);

    /// <summary>Reads a comparison.</summary>
    /// <exception cref="RunFolderException">It is no such file, or something in it cannot be; names the file and where it can the line.</exception>
    public static ValueTask<RunComparison> Read(string path, CancellationToken cancellationToken = default) => JsonFile.Read(path, ComparisonReader.Read, cancellationToken);
}
