using Stampede.Engine;

namespace Stampede.Tests;

public sealed class ResponseParserFuzzTests
{
    private static readonly string[] Splices =
        ["\r\n", "\n", "\r", "\0", " ", ":", ",", ";", "0", "-", "chunked", "Content-Length: 1\r\n", "Transfer-Encoding: chunked\r\n", "HTTP/1.1 100 \r\n\r\n", "\u00ff", "7fffffffffffffff", "99999999999999999999"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Whatever_a_server_sends_gives_the_same_result_in_any_pieces(int seed)
    {
        var random = new Random(seed);
        var corpus = AnswerCorpus.Good.Concat(AnswerCorpus.Bad).ToArray();
        var outcomes = new HashSet<ParseError>();
        for (var round = 0; round < 5000; round++)
        {
            var answer = corpus[random.Next(corpus.Length)];
            var bytes = Mutate(answer.Bytes, random);
            var limits = random.Next(4) == 0 ? new ResponseLimits(random.Next(1, 120), random.Next(0, 20)) : ResponseLimits.Default;
            var isToHead = random.Next(8) == 0;
            var discard = random.Next(4) == 0;
            var whole = ParsedAnswer.Read(bytes, isToHead, discard, limits, [int.MaxValue]);
            var pieces = Enumerable.Range(0, bytes.Length + 1).Select(_ => random.Next(1, 12)).ToArray();
            Assert.Equal(whole, ParsedAnswer.Read(bytes, isToHead, discard, limits, pieces));
            Assert.NotEqual(ParseResult.NeedMore, whole.Result);
            outcomes.Add(whole.Error);
        }

        Assert.Equal(Enum.GetValues<ParseError>().ToHashSet(), outcomes);
    }

    internal static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var changes = random.Next(5); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(5))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1 when at < bytes.Count:
                    bytes.RemoveRange(at, random.Next(1, Math.Min(10, bytes.Count - at) + 1));
                    break;
                case 2:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.Skip(random.Next(bytes.Count + 1)).Take(random.Next(40)).ToArray());
                    break;
                default:
                    bytes.InsertRange(at, System.Text.Encoding.Latin1.GetBytes(Splices[random.Next(Splices.Length)]));
                    break;
            }
        }

        return [.. bytes];
    }
}
