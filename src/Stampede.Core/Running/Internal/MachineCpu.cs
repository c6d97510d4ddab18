using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Stampede.Engine;

/// <summary>CPU time of the whole machine from /proc/stat.</summary>
internal sealed class MachineCpu : IDisposable
{
    private readonly SafeFileHandle? _stat;
    private readonly byte[] _buffer = new byte[256];
    private (long Busy, long Total)? _last;

    public MachineCpu()
    {
        try
        {
            _stat = OperatingSystem.IsLinux() ? File.OpenHandle("/proc/stat") : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A container may hide it; then the machine's share is unknown.
        }

        _last = Read();
    }

    /// <summary>The busy share since the last call, 0 to 1; null where the system does not tell.</summary>
    public double? Share()
    {
        var now = Read();
        var before = _last;
        _last = now;
        return now is { } n && before is { } b && n.Total > b.Total ? Math.Clamp((n.Busy - b.Busy) / (double)(n.Total - b.Total), 0, 1) : null;
    }

    public void Dispose() => _stat?.Dispose();

    /// <summary>Reads the first line of /proc/stat: <c>cpu user nice system idle iowait irq softirq steal guest guest_nice</c>.</summary>
    internal static (long Busy, long Total)? Parse(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        if (!text.StartsWith("cpu "u8) || end < 0)
        {
            return null;
        }

        long total = 0, idle = 0;
        var field = 0;
        foreach (var range in text[4..end].Split((byte)' '))
        {
            var number = text[4..end][range];
            if (number.IsEmpty)
            {
                continue;
            }

            if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks))
            {
                return null;
            }

            // Guest time is in user time already; idle and waiting for a disk are not busy.
            total += field < 8 ? ticks : 0;
            idle += field is 3 or 4 ? ticks : 0;
            field++;
        }

        return field < 4 ? null : (total - idle, total);
    }

    private (long Busy, long Total)? Read()
    {
        if (_stat is null)
        {
            return null;
        }

        try
        {
            return Parse(_buffer.AsSpan(0, RandomAccess.Read(_stat, _buffer, 0)));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
