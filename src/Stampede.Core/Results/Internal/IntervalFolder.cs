namespace Stampede.Results;

/// <summary>Rewrites intervals.jsonl with old seconds folded into longer intervals. It streams: one folded interval is in memory at a time.</summary>
internal static class IntervalFolder
{
    /// <summary>
    /// Copies the first <paramref name="length"/> bytes of one file to another, folding what ends before <paramref name="until"/> into
    /// intervals of <paramref name="seconds"/>. Returns the new size.
    /// </summary>
    public static async Task<long> Fold(string from, long length, string to, int seconds, TimeSpan until, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(to, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 256 * 1024);
        var writer = new IntervalJsonWriter();
        var sum = new IntervalSum();
        var group = (-1L, Phase.Steady);
        await foreach (var interval in new IntervalFile(from, length).Read(cancellationToken))
        {
            var next = GroupOf(interval, seconds, until);
            if (sum.Count > 0 && next != group)
            {
                stream.Write(writer.Line(sum.ToInterval() with { Phase = group.Item2 }).Span);
                sum = new IntervalSum();
            }

            group = next;
            sum.Add(interval);
        }

        if (sum.Count > 0)
        {
            stream.Write(writer.Line(sum.ToInterval() with { Phase = group.Item2 }).Span);
        }

        stream.Flush();
        return stream.Length;
    }

    // By the middle of an interval, not by its start: measured seconds begin a little before or after the full one. Phases stay apart.
    private static (long, Phase) GroupOf(IntervalSnapshot interval, int seconds, TimeSpan until)
    {
        var middle = interval.Offset + (interval.Length / 2);
        return (middle < until ? (long)(middle.TotalSeconds / seconds) : long.MaxValue - interval.Index, interval.Phase);
    }
}
