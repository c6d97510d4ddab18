namespace Stampede.Engine;

/// <summary>A stream that somebody else owns, and where its content begins.</summary>
/// <param name="Stream">Not disposed here.</param>
/// <param name="Position">Where it stood; of streams that can seek.</param>
internal sealed record StreamStart(Stream Stream, long Position)
{
    /// <summary>Remembers where a stream stands now.</summary>
    public static StreamStart Of(Stream stream) => new(stream, stream.CanSeek ? stream.Position : 0);

    /// <summary>Bytes from the start to the end; null where the stream cannot say.</summary>
    public long? Length => Stream.CanSeek ? Math.Max(0, Stream.Length - Position) : null;

    /// <summary>Goes back to the start, where possible.</summary>
    public void Rewind()
    {
        if (Stream.CanSeek)
        {
            Stream.Position = Position;
        }
    }
}
