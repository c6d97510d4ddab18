using System.Text;

namespace Stampede.Tests;

/// <summary>A JTL that is made while it is read: samples of 50 labels and 200 threads, 2,000 a second, one in a hundred failed.</summary>
/// <param name="size">So many bytes it has at least.</param>
internal sealed class GeneratedJtl(long size) : Stream
{
    public const string Header = "timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes,sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,Connect";

    private const long Begin = 1_763_280_000_000;

    private byte[] _rest = Encoding.ASCII.GetBytes(Header + "\n");
    private int _at;
    private long _made;
    private int _checks;

    /// <summary>Rows that were made so far.</summary>
    public long Rows { get; private set; }

    /// <summary>The most managed memory that was in use while it was read, in bytes; looked at every 2,048 pieces.</summary>
    public long HighestMemory { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _made;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_at == _rest.Length)
        {
            if (_made >= size)
            {
                HighestMemory = Math.Max(HighestMemory, GC.GetTotalMemory(forceFullCollection: true));
                return 0;
            }

            Make();
        }

        var length = Math.Min(buffer.Length, _rest.Length - _at);
        _rest.AsSpan(_at, length).CopyTo(buffer);
        _at += length;
        return length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Make()
    {
        if (++_checks % 2_048 == 0)
        {
            HighestMemory = Math.Max(HighestMemory, GC.GetTotalMemory(forceFullCollection: true));
        }

        var text = new StringBuilder(80_000);
        for (var i = 0; i < 500; i++, Rows++)
        {
            var row = Rows;
            var (label, elapsed, isOk) = (row % 50, 5 + (row * 7919 % 400), row % 100 != 0);
            text.Append(Begin + (row / 2)).Append(',').Append(elapsed).Append(",GET /api/resource-").Append((char)('a' + (label % 26))).Append((char)('a' + (label / 26)))
                .Append(isOk ? ",200,OK,Users 1-" : ",503,Service Unavailable,Users 1-").Append(row % 200).Append(isOk ? ",text,true,,5120,180,200,200,http://localhost/api," : ",text,false,,320,180,200,200,http://localhost/api,")
                .Append(elapsed - 1).Append(",0,0\n");
        }

        _rest = Encoding.ASCII.GetBytes(text.ToString());
        _at = 0;
        _made += _rest.Length;
    }
}
