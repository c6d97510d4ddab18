using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Stampede.Results;

namespace Stampede.Stores.Internal;

/// <summary>What a run folder holds, read once before anything is written: who the run is, and what its files are to the byte.</summary>
internal sealed record RunContent
{
    // Long enough that two runs of one second and name are told apart.
    private const int IdLength = 8;

    public required string Id { get; init; }

    /// <summary>SHA-256 of what is known at the start of a run and never changes; of an import without a start, of its files.</summary>
    public required string Identity { get; init; }

    /// <summary>SHA-256 of both files.</summary>
    public required string Sha256 { get; init; }

    public required RunEntry Entry { get; init; }

    /// <summary>run.json read; of a run that has not ended without totals.</summary>
    public required RunResult Result { get; init; }

    /// <summary>run.json.</summary>
    public required byte[] Document { get; init; }

    /// <summary>Size of intervals.jsonl; null where there is none.</summary>
    public required long? IntervalBytes { get; init; }

    public required int IntervalCount { get; init; }

    public required bool IsCutOff { get; init; }

    public required string? IntervalsPath { get; init; }

    /// <summary>Reads it, the intervals a line at a time.</summary>
    /// <exception cref="IOException">It is no run folder, or is damaged.</exception>
    public static async ValueTask<RunContent> Read(string folder, CancellationToken cancellationToken)
    {
        var entry = await RunFolderReader.Entry(folder, cancellationToken);
        if (entry.Problem is { } problem)
        {
            throw new StoreException(problem);
        }

        // Without the totals of one that has not ended: they would be the sum of all its intervals.
        var document = await File.ReadAllBytesAsync(Path.Combine(folder, RunFolder.RunFile), cancellationToken);
        var result = RunDocument.Read(Path.Combine(folder, RunFolder.RunFile), document, part => RunJsonReader.Run(part, folder));
        var path = Path.Combine(folder, RunFolder.IntervalsFile);
        using var hash = ContentHash.Of(document);
        var (bytes, count) = File.Exists(path) ? await Intervals(path, hash, cancellationToken) : ((long?)null, 0);
        var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        var identity = Hash(result.Imported is not null && !result.Knows(UnknownParts.Started) ? sha256
            : JsonSerializer.Serialize((string?[])
            [
                result.Plan.Name, result.Started.UtcDateTime.ToString("O"), result.Plan.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture), result.Environment?.Machine,
                result.Imported?.Format,
            ]));
        return new RunContent
        {
            Id = $"{RunFolder.Stem(entry.Started, result.Plan.Name)}.{identity[..IdLength]}",
            Identity = identity,
            Sha256 = sha256,
            Entry = entry,
            Result = result,
            Document = document,
            IntervalBytes = bytes,
            IntervalCount = count,
            IsCutOff = bytes is not null && await new IntervalFile(path).EndsCutOff(cancellationToken),
            IntervalsPath = bytes is null ? null : path,
        };
    }

    private static async Task<(long? Bytes, int Lines)> Intervals(string path, IncrementalHash hash, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        var lines = new LineReader(stream);
        long bytes = 0;
        var count = 0;
        while (await lines.Read(cancellationToken))
        {
            ContentHash.Add(hash, lines);
            bytes += lines.Line.Length + (lines.IsWhole ? 1 : 0);
            count++;
        }

        return (bytes, count);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
