using System.Collections.Concurrent;
using Stampede.Engine;
using Stampede.Metrics;

namespace Stampede.Tests;

/// <summary>Answers that went wrong in random ways: each request ends as the parser alone would end it, and the next one is not harmed.</summary>
public sealed class WireFuzzTests
{
    private const int Requests = 250;

    private readonly ConcurrentDictionary<string, Round> _rounds = new();

    [Theory]
    [BothTransports(1, false)]
    [BothTransports(2, false)]
    [BothTransports(3, true)]
    public async Task Whatever_a_server_answers_ends_one_request_and_no_other(Transport transport, int seed, bool inPieces)
    {
        var random = new Random(seed);
        var corpus = AnswerCorpus.Good.Concat(AnswerCorpus.Bad).Where(a => a.Limits == ResponseLimits.Default).ToArray();
        await using var server = new WireServer(Play);
        var options = new HttpOptions { Timeout = TimeSpan.FromSeconds(20), FollowRedirects = false, KeepAlive = !inPieces };
        await using var user = new WireUser(transport, server.Url, options);
        var kinds = new HashSet<FailureKind>();
        await user.Run(async http =>
        {
            for (var i = 0; i < Requests; i++)
            {
                var answer = corpus[random.Next(corpus.Length)];
                var bytes = ResponseParserFuzzTests.Mutate(answer.Bytes, random);
                var isHead = random.Next(8) == 0;
                var discard = !isHead && random.Next(4) == 0;
                var expected = ParsedAnswer.Read(bytes, isHead, discard, ResponseLimits.Default, [int.MaxValue]);
                var keep = expected is { Result: ParseResult.Done, KeepAlive: true } && random.Next(2) == 0;
                _rounds[$"/{i}"] = new Round(bytes, keep, inPieces ? random.Next() : null);
                var response = isHead ? await http.Head($"/{i}", name: "fuzz") : await http.Get($"/{i}", name: "fuzz", discardBody: discard);
                kinds.Add(response.Error);
                Assert.Equal(Kind(expected.Error), response.Error);
                if (expected.Result == ParseResult.Done)
                {
                    Assert.Equal((expected.Status, expected.BodyLength), (response.Status, response.BodyLength));
                }

                Assert.Equal($"good {i}", (await http.Get($"/good {i}".Replace(' ', '/'), name: "good")).Text);
            }
        });
        Assert.Equal(2 * Requests, user.Total.Settled);
        Assert.Superset(new HashSet<FailureKind> { FailureKind.None, FailureKind.Malformed, FailureKind.Truncated }, kinds);
        Assert.Equal(0, user.Loop.Exchanges.Count);
    }

    private static FailureKind Kind(ParseError error) => error switch
    {
        ParseError.None => FailureKind.None,
        ParseError.HeadTooLarge => FailureKind.HeadTooLarge,
        ParseError.BodyTooLarge => FailureKind.BodyTooLarge,
        ParseError.Truncated => FailureKind.Truncated,
        ParseError.ClosedBeforeHead => FailureKind.ConnectionClosed,
        _ => FailureKind.Malformed,
    };

    private async Task Play(WirePeer peer)
    {
        while (await peer.Read() is { } request)
        {
            if (request.Target.StartsWith("/good/", StringComparison.Ordinal))
            {
                await peer.Answer("good " + request.Target[6..]);
                continue;
            }

            var round = _rounds[request.Target];
            if (round.Seed is not { } seed)
            {
                await peer.Send(round.Bytes);
            }
            else
            {
                var random = new Random(seed);
                for (var at = 0; at < round.Bytes.Length;)
                {
                    var piece = Math.Min(random.Next(1, 60), round.Bytes.Length - at);
                    await peer.Send(round.Bytes[at..(at + piece)]);
                    at += piece;
                }
            }

            if (!round.Keep)
            {
                return;
            }
        }
    }

    private sealed record Round(byte[] Bytes, bool Keep, int? Seed);
}
