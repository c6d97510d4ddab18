using System.IO.Compression;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// Finished seconds, as compressed lines of intervals.jsonl. A second may come in several parts, where rows come out of order; parts are joined and, beyond a
/// limit, folded into longer intervals: 10 s, a minute, and so on.
/// </summary>
/// <param name="limit">Bytes that they may take.</param>
internal sealed class IntervalStore(long limit)
{
    /// <summary>More parts are not kept, however small they are.</summary>
    private const int MostParts = 100_000;

    /// <summary>Seconds without anything are shown as such up to this long; a longer time is a gap between runs.</summary>
    private const int LongestSilence = 600;

    private static readonly int[] Lengths = [1, 10, 60, 600, 3_600, 86_400];

    private readonly IntervalJsonWriter _writer = new();
    private List<(long Index, byte[] Line)> _parts = [];
    private long _size;
    private int _length;

    /// <summary>How long an interval is, in seconds.</summary>
    public int Seconds => Lengths[_length];

    /// <summary>Whether there is more than there may be, and it is to be folded.</summary>
    public bool IsFull => _size > limit || _parts.Count > MostParts;

    /// <summary>Keeps an interval, or a part of one. It stays as it is.</summary>
    /// <param name="index">Its start in units of <see cref="Seconds"/> since 1970.</param>
    /// <param name="interval">What happened; its place in time is not kept.</param>
    public void Add(long index, IntervalSnapshot interval)
    {
        var line = Encode(interval);
        _parts.Add((index, line));
        _size += line.Length;
    }

    /// <summary>Joins parts, and makes intervals longer until they take half of the room at most.</summary>
    public void Fold() => Fold(limit / 2, MostParts / 2);

    /// <summary>All of them in order, short times without anything included; of the latter, null.</summary>
    /// <param name="start">The start of the run, in microseconds since 1970.</param>
    /// <param name="end">Its end.</param>
    public IReadOnlyList<(long Index, byte[]? Line)> Finish(long start, long end)
    {
        Fold(limit, MostParts);
        var (first, last) = (start / (Seconds * 1_000_000L), end / (Seconds * 1_000_000L));
        var parts = Filled().Parts;
        if (parts.Count > 0)
        {
            parts.InsertRange(0, Silence(first, parts[0].Index));
            parts.AddRange(Silence(parts[^1].Index + 1, last + 1));
        }

        return parts;
    }

    /// <summary>Reads a line back.</summary>
    public static IntervalSnapshot Decode(byte[] line)
    {
        using var inflated = new DeflateStream(new MemoryStream(line), CompressionMode.Decompress);
        var bytes = new MemoryStream(line.Length * 3);
        inflated.CopyTo(bytes);
        return IntervalJsonReader.Read(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
    }

    private void Fold(long size, int parts)
    {
        Join(1);
        while ((_size > size || Filled().Count > parts) && _length < Lengths.Length - 1)
        {
            _length++;
            Join(Lengths[_length] / Lengths[_length - 1]);
        }
    }

    private byte[] Encode(IntervalSnapshot interval)
    {
        var bytes = new MemoryStream(1024);
        using (var deflated = new DeflateStream(bytes, CompressionLevel.Fastest))
        {
            deflated.Write(_writer.Line(interval).Span);
        }

        return bytes.ToArray();
    }

    private void Join(int ratio)
    {
        var order = _parts;
        order.Sort((a, b) => a.Index.CompareTo(b.Index));
        var joined = new List<(long Index, byte[] Line)>(order.Count);
        _size = 0;
        for (var i = 0; i < order.Count;)
        {
            var index = Floor(order[i].Index, ratio);
            var end = i + 1;
            while (end < order.Count && Floor(order[end].Index, ratio) == index)
            {
                end++;
            }

            var line = end == i + 1 ? order[i].Line : Sum(order, i, end);
            joined.Add((index, line));
            _size += line.Length;
            for (; i < end; i++)
            {
                order[i] = default; // as the sums come to be, what they are made of goes
            }
        }

        _parts = joined;
    }

    private byte[] Sum(List<(long Index, byte[] Line)> parts, int start, int end)
    {
        var sum = new IntervalSum();
        for (var i = start; i < end; i++)
        {
            sum.Add(Decode(parts[i].Line));
        }

        var interval = sum.ToInterval();
        var line = Encode(interval);
        Release(interval);
        return line;
    }

    /// <summary>Gives back what an interval holds that nobody reads any longer.</summary>
    public static void Release(IntervalSnapshot interval)
    {
        foreach (var stats in interval.Requests.Values)
        {
            stats.Clear();
        }

        foreach (var stats in interval.Transactions.Values)
        {
            stats.Clear();
        }
    }

    // How many there are with those between in which nothing happened, and as long as that is no mad number, all of them.
    private (long Count, List<(long Index, byte[]? Line)> Parts) Filled()
    {
        var filled = new List<(long, byte[]?)>(_parts.Count);
        for (var i = 0; i < _parts.Count; i++)
        {
            filled.AddRange(i == 0 ? [] : Silence(_parts[i - 1].Index + 1, _parts[i].Index));
            filled.Add(_parts[i]);
            if (filled.Count > MostParts)
            {
                return (filled.Count, []);
            }
        }

        return (filled.Count, filled);
    }

    // Places without anything, from one to before another; none where they are too many.
    private List<(long Index, byte[]? Line)> Silence(long from, long to)
    {
        var silence = new List<(long, byte[]?)>();
        if ((to - from) * Seconds <= LongestSilence)
        {
            for (var index = from; index < to; index++)
            {
                silence.Add((index, null));
            }
        }

        return silence;
    }

    private static long Floor(long value, int ratio) => value >= 0 ? value / ratio : -((-value + ratio - 1) / ratio);
}
