using System.Text;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a\n")]
    [InlineData("a\nb")]
    [InlineData("\n\nb\n")]
    public async Task Lines_are_those_of_the_text(string text) => await AssertLines(Encoding.UTF8.GetBytes(text), 1);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(65_536)]
    [InlineData(1_000_000)]
    public async Task Lines_longer_than_the_buffer_are_read_in_pieces_of_any_size(int piece)
    {
        var text = string.Join('\n', new[] { 0, 1, 65_535, 65_536, 65_537, 200_000, 3 }.Select(n => new string('x', piece == 1 ? n / 100 : n)));
        await AssertLines(Encoding.UTF8.GetBytes(text), piece);
    }

    [Fact]
    public async Task It_stops_at_the_length_given()
    {
        var reader = new LineReader(new MemoryStream("ab\ncd\n"u8.ToArray()), 3);

        Assert.True(await reader.Read(CancellationToken.None));
        Assert.False(await reader.Read(CancellationToken.None));
    }

    private static async Task AssertLines(byte[] bytes, int piece)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var expected = text.Length == 0 ? [] : text.EndsWith('\n') ? text[..^1].Split('\n') : text.Split('\n');
        var reader = new LineReader(new Pieces(bytes, piece));
        var lines = new List<string>();
        while (await reader.Read(CancellationToken.None))
        {
            lines.Add(Encoding.UTF8.GetString(reader.Line.Span));
            Assert.Equal(lines.Count, reader.Number);
            Assert.Equal(lines.Count < expected.Length || text.EndsWith('\n'), reader.IsWhole);
        }

        Assert.Equal(expected, lines);
    }

    private sealed class Pieces(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            => base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
