using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Stampede.Results;

/// <summary>Reads intervals.jsonl, one line at a time.</summary>
/// <param name="path">The file, or what messages call it.</param>
/// <param name="length">So many bytes of it are read.</param>
/// <param name="open">Opens it where it is no file of that path.</param>
internal sealed class IntervalFile(string path, long length = long.MaxValue, Func<Stream>? open = null)
{
    /// <summary>After reading: whether the last line was cut off in the middle and therefore left out.</summary>
    public bool IsTruncated { get; private set; }

    public async IAsyncEnumerable<IntervalSnapshot> Read([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IsTruncated = false;
        await using var stream = Open();
        var lines = new LineReader(stream, length);
        while (await lines.Read(cancellationToken))
        {
            if (Parse(lines) is { } interval)
            {
                yield return interval;
            }
        }
    }

    /// <summary>Whether the last line is cut off in the middle; those before it are not read.</summary>
    public async ValueTask<bool> EndsCutOff(CancellationToken cancellationToken)
    {
        await using var stream = Open();
        var tail = Array.Empty<byte>();
        do
        {
            tail = new byte[Math.Min(stream.Length, Math.Max(tail.Length * 2L, 64 * 1024))];
            stream.Seek(-tail.Length, SeekOrigin.End);
            await stream.ReadExactlyAsync(tail, cancellationToken);
        }
        while (tail.Length < stream.Length && !tail.AsSpan().Contains((byte)'\n'));

        var line = tail.AsMemory(tail.AsSpan().LastIndexOf((byte)'\n') + 1);
        try
        {
            using var document = line.IsEmpty ? null : JsonDocument.Parse(line);
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private IntervalSnapshot? Parse(LineReader lines)
    {
        try
        {
            return IntervalJsonReader.Read(lines.Line);
        }
        catch (JsonException) when (!lines.IsWhole)
        {
            // The beginning of an object is never an object: this is what a killed process or a full disk leaves.
            IsTruncated = true;
            return null;
        }
        catch (JsonException e)
        {
            throw new RunFolderException(
                path, "this is no JSON; the file is damaged. Up to the line before it can be read once this one and those after it are removed.", lines.Number, e);
        }
        catch (FormatException e)
        {
            throw new RunFolderException(path, e.Message, lines.Number, e);
        }
    }

    private Stream Open()
    {
        if (open is not null)
        {
            return open();
        }

        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (FileNotFoundException e)
        {
            throw new RunFolderException(path, "the file is missing; the run's intervals cannot be read.", inner: e);
        }
    }
}
