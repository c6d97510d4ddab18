using Stampede.Engine;

namespace Stampede.Tests;

public sealed class OutputQueueTests
{
    [Fact]
    public void It_gives_the_copies_and_then_the_body_in_pieces_of_any_size()
    {
        var random = new Random(9);
        for (var round = 0; round < 200; round++)
        {
            var queue = new OutputQueue();
            var expected = new List<byte>();
            var got = new List<byte>();
            for (var i = random.Next(1, 5); i > 0; i--)
            {
                var copy = new byte[random.Next(0, 5000)];
                random.NextBytes(copy);
                queue.AddCopy(copy);
                expected.AddRange(copy);
                Array.Clear(copy); // it was copied: what becomes of the original does not matter
                if (random.Next(2) == 0 && queue.TryPeek(out var part))
                {
                    Take(ref queue, part.Span, random.Next(0, part.Length + 1), got);
                }
            }

            var body = new byte[random.Next(0, 3) * 1000];
            random.NextBytes(body);
            queue.Add(body);
            expected.AddRange(body);
            while (queue.TryPeek(out var next))
            {
                Assert.False(queue.IsEmpty);
                Assert.Equal(expected.Count - got.Count, queue.Left);
                Take(ref queue, next.Span, random.Next(1, next.Length + 1), got);
            }

            Assert.True(queue.IsEmpty);
            Assert.Equal(0, queue.Left);
            Assert.Equal(expected, got);
        }
    }

    [Fact]
    public void What_is_cleared_is_empty_and_can_be_used_again()
    {
        var queue = new OutputQueue();
        queue.AddCopy("head"u8);
        queue.Add(new byte[3]);
        Assert.Equal(7, queue.Left);
        queue.Clear();
        Assert.True(queue.IsEmpty);
        Assert.False(queue.TryPeek(out _));
        queue.AddCopy("x"u8);
        Assert.True(queue.TryPeek(out var next));
        Assert.Equal("x"u8.ToArray(), next.ToArray());
        queue.Clear();
    }

    private static void Take(ref OutputQueue queue, ReadOnlySpan<byte> next, int count, List<byte> got)
    {
        got.AddRange(next[..count]);
        queue.Advance(count);
    }
}
