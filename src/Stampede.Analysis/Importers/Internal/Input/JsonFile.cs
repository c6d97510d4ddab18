using System.Text.Json;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>A JSON file that is read whole, plain or gzip; errors name file and line.</summary>
internal static class JsonFile
{
    /// <summary>A larger one is no summary.</summary>
    private const int Largest = 256 << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="read">Makes something of it; may throw <see cref="FormatException"/>, as <see cref="JsonPart"/> does.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="RunFolderException">It is no JSON, or not what it should be.</exception>
    public static async ValueTask<T> Read<T>(string path, Func<JsonPart, T> read, CancellationToken cancellationToken)
    {
        var bytes = await Bytes(path, cancellationToken);
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return read(new JsonPart(document.RootElement, Path.GetFileName(path)));
        }
        catch (JsonException e)
        {
            throw new RunFolderException(path, $"this is no JSON, or it is cut off: {Reason(e)}", e.LineNumber + 1, e);
        }
        catch (PlacedFormatException e)
        {
            throw new RunFolderException(path, e.Message, JsonPlace.Line(bytes.Span, e.Place), e);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            throw new RunFolderException(path, e.Message, inner: e);
        }
    }

    /// <summary>What is wrong with JSON, without the place, which is said elsewhere.</summary>
    public static string Reason(JsonException e) => e.Message.Split(" LineNumber:")[0].Split(" Path:")[0];

    private static async ValueTask<ReadOnlyMemory<byte>> Bytes(string path, CancellationToken cancellationToken)
    {
        await using var stream = new InputStream(path);
        var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > Largest)
            {
                throw new RunFolderException(path, $"it is larger than {Largest >> 20} MB, which no summary is.");
            }
        }

        if (stream.IsCutOff)
        {
            throw new RunFolderException(path, "this is a gzip that ends early or is damaged, and the file is only readable whole.");
        }

        var whole = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
        return whole.IsEmpty ? throw new RunFolderException(path, "the file is empty.")
            : whole.Span is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] ? throw new RunFolderException(path, "it is UTF-16: save it as UTF-8.")
            : whole.Span.StartsWith("\uFEFF"u8) ? whole[3..] : whole;
    }
}
