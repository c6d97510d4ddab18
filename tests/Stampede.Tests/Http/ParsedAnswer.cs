using System.Text;
using Stampede.Engine;

namespace Stampede.Tests;

/// <summary>What came out of feeding an answer to the parser in pieces, ended by the server's close.</summary>
internal sealed record ParsedAnswer(ParseResult Result, ParseError Error, string Detail, int Status, string Head, string Body, long BodyLength, bool KeepAlive, int Consumed)
{
    public static ParsedAnswer Read(Answer answer, IEnumerable<int> pieces, bool discard = false) =>
        Read(answer.Bytes, answer.IsToHead, discard, answer.Limits, pieces);

    public static ParsedAnswer Read(byte[] bytes, bool isToHead, bool discard, ResponseLimits limits, IEnumerable<int> pieces)
    {
        var parser = new ResponseParser();
        var message = new ResponseMessage();
        parser.Begin(message, isToHead, discard, limits);
        var at = 0;
        var result = ParseResult.NeedMore;
        foreach (var piece in pieces)
        {
            var data = bytes.AsSpan(at, Math.Min(piece, bytes.Length - at));
            result = parser.Parse(data, out var consumed);
            Assert.InRange(consumed, 0, data.Length);
            if (result == ParseResult.NeedMore)
            {
                Assert.Equal(data.Length, consumed);
            }

            at += consumed;
            if (result != ParseResult.NeedMore)
            {
                break;
            }
        }

        if (result == ParseResult.NeedMore)
        {
            result = parser.EndOfInput();
        }

        var good = result == ParseResult.Done;
        var parsed = new ParsedAnswer(
            result,
            parser.Error,
            parser.Detail,
            good ? message.Status : 0,
            good ? Encoding.Latin1.GetString(message.Head) : "",
            good ? Encoding.Latin1.GetString(message.Body.Span) : "",
            good ? message.BodyLength : 0,
            parser.KeepAlive,
            good ? at : 0);
        message.Release();
        return parsed;
    }
}
