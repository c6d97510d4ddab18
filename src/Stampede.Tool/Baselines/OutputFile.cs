using Stampede.Results;

namespace Stampede.Engine;

/// <summary>Where a command's document goes: a file, replaced as a whole, or the output.</summary>
internal static class OutputFile
{
    /// <summary>Writes it; missing folders are made.</summary>
    /// <param name="path">The file; null for the output.</param>
    /// <param name="write">Writes the document.</param>
    /// <param name="output">The output.</param>
    public static async ValueTask Write(string? path, Action<Stream> write, TextWriter output)
    {
        if (path is null)
        {
            using var stream = new MemoryStream();
            write(stream);
            await output.WriteAsync(System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
            return;
        }

        if (Path.GetDirectoryName(path) is { Length: > 0 } parent)
        {
            Directory.CreateDirectory(parent);
        }

        AtomicFile.Write(path, write);
    }
}
