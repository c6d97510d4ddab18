using System.Buffers.Binary;
using System.IO.Compression;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// A file to import, plain or gzip, by its first bytes and not by its name. A gzip that ends early or is damaged ends where it does:
/// <see cref="IsCutOff"/> says so at the end.
/// </summary>
internal sealed class InputStream : Stream
{
    private static ReadOnlySpan<byte> Magic => [0x1f, 0x8b, 8];

    private readonly Stream _file;
    private readonly Stream _content;
    private readonly uint _length;
    private readonly bool _isGzip;
    private long _read;
    private bool _isOver;

    /// <summary>Opens a file.</summary>
    /// <exception cref="RunFolderException">It is not there, or cannot be read.</exception>
    public InputStream(string path)
    {
        FilePath = path;
        _file = Open(path);
        Span<byte> start = stackalloc byte[3];
        _isGzip = _file.ReadAtLeast(start, 3, throwOnEndOfStream: false) == 3 && start.SequenceEqual(Magic);
        if (_isGzip)
        {
            // The length of the content, modulo 2^32, stands at the end: the decoder ends in silence wherever its input ends.
            Span<byte> end = stackalloc byte[4];
            _file.Position = Math.Max(0, _file.Length - 4);
            _length = _file.ReadAtLeast(end, 4, throwOnEndOfStream: false) == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(end) : 0;
        }

        _file.Position = 0;
        _content = _isGzip ? new GZipStream(_file, CompressionMode.Decompress) : _file;
    }

    /// <summary>Takes a stream for a file's content, plain.</summary>
    public InputStream(string path, Stream content)
    {
        FilePath = path;
        _file = _content = content;
    }

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>At the end: whether a gzip ended before its content did, or was damaged.</summary>
    public bool IsCutOff => _isGzip && _isOver && (uint)_read != _length && _read <= _length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Took(buffer.Length, _content.Read(buffer));
        }
        catch (InvalidDataException) when (_isGzip)
        {
            return Damaged();
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return Took(buffer.Length, await _content.ReadAsync(buffer, cancellationToken));
        }
        catch (InvalidDataException) when (_isGzip)
        {
            return Damaged();
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RunFolderException(path, "there is no such file.", inner: e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new RunFolderException(path, Directory.Exists(path) ? "this is a folder." : $"it cannot be read: {e.Message}", inner: e);
        }
    }

    private int Took(int asked, int read)
    {
        _read += read;
        _isOver |= read == 0 && asked > 0;
        return read;
    }

    private int Damaged()
    {
        _isOver = true;
        return 0;
    }
}
