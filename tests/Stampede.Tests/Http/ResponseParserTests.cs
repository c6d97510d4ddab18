using Stampede.Engine;

namespace Stampede.Tests;

public sealed class ResponseParserTests
{
    public static TheoryData<string> GoodNames => [.. AnswerCorpus.Good.Select(answer => answer.Name)];

    public static TheoryData<string> BadNames => [.. AnswerCorpus.Bad.Select(answer => answer.Name)];

    [Theory]
    [MemberData(nameof(GoodNames))]
    public void A_good_answer_is_read(string name)
    {
        var answer = AnswerCorpus.Good.Single(candidate => candidate.Name == name);
        var parsed = ParsedAnswer.Read(answer, [int.MaxValue]);
        Assert.Equal(ParseResult.Done, parsed.Result);
        Assert.Equal(answer.Status, parsed.Status);
        Assert.Equal(answer.Body, parsed.Body);
        Assert.Equal(answer.Body.Length, parsed.BodyLength);
        Assert.Equal(answer.KeepAlive, parsed.KeepAlive);
        Assert.Equal(answer.Text.Length, parsed.Consumed);
        Assert.Equal(ParseError.None, parsed.Error);
    }

    [Theory]
    [MemberData(nameof(BadNames))]
    public void A_bad_answer_is_refused_and_named(string name)
    {
        var answer = AnswerCorpus.Bad.Single(candidate => candidate.Name == name);
        var parsed = ParsedAnswer.Read(answer, [int.MaxValue]);
        Assert.Equal(ParseResult.Failed, parsed.Result);
        Assert.Equal(answer.Error, parsed.Error);
        Assert.NotEqual("", parsed.Detail);
        Assert.False(parsed.KeepAlive);
    }

    [Theory]
    [MemberData(nameof(GoodNames))]
    [MemberData(nameof(BadNames))]
    public void Where_the_input_is_cut_makes_no_difference(string name)
    {
        var answer = AnswerCorpus.Good.Concat(AnswerCorpus.Bad).Single(candidate => candidate.Name == name);
        var whole = ParsedAnswer.Read(answer, [int.MaxValue]);
        var length = answer.Bytes.Length;
        Assert.Equal(whole, ParsedAnswer.Read(answer, Enumerable.Repeat(1, length)));
        Assert.Equal(whole, ParsedAnswer.Read(answer, Enumerable.Repeat(2, length)));
        for (var first = 0; first <= length; first++)
        {
            Assert.Equal(whole, ParsedAnswer.Read(answer, [first, int.MaxValue]));
            Assert.Equal(whole, ParsedAnswer.Read(answer, [first, 1, 0, int.MaxValue]));
        }
    }

    [Theory]
    [MemberData(nameof(GoodNames))]
    public void A_discarded_body_is_counted_and_not_kept(string name)
    {
        var answer = AnswerCorpus.Good.Single(candidate => candidate.Name == name);
        var parsed = ParsedAnswer.Read(answer, [int.MaxValue], discard: true);
        Assert.Equal("", parsed.Body);
        Assert.Equal(answer.Body.Length, parsed.BodyLength);
        Assert.Equal(answer.Text.Length, parsed.Consumed);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n123456789")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n123456789\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n123456789")]
    public void The_body_limit_does_not_hold_for_a_discarded_body(string text)
    {
        var answer = new Answer("large", text) { Limits = new ResponseLimits(Body: 3) };
        Assert.Equal(ParseError.BodyTooLarge, ParsedAnswer.Read(answer, [int.MaxValue]).Error);
        Assert.Equal(9, ParsedAnswer.Read(answer, [int.MaxValue], discard: true).BodyLength);
    }

    [Fact]
    public void Garbage_is_refused_at_its_first_wrong_byte()
    {
        var parser = new ResponseParser();
        parser.Begin(new ResponseMessage(), false, false, ResponseLimits.Default);
        Assert.Equal(ParseResult.Failed, parser.Parse("HTTX"u8, out _));
        Assert.Equal(ParseError.Malformed, parser.Error);
        Assert.Equal(ParseResult.Failed, parser.Parse("P/1.1"u8, out _));
        Assert.Equal(ParseResult.Failed, parser.EndOfInput());
    }

    [Fact]
    public void One_parser_reads_one_answer_after_another()
    {
        var parser = new ResponseParser();
        var message = new ResponseMessage();
        foreach (var answer in AnswerCorpus.Good.Concat(AnswerCorpus.Bad).Concat(AnswerCorpus.Good))
        {
            parser.Begin(message, answer.IsToHead, false, answer.Limits);
            Assert.False(parser.AnyByte);
            var result = parser.Parse(answer.Bytes, out _);
            Assert.Equal(answer.Bytes.Length > 0, parser.AnyByte);
            result = result == ParseResult.NeedMore ? parser.EndOfInput() : result;
            Assert.Equal(answer.Error == ParseError.None ? ParseResult.Done : ParseResult.Failed, result);
            Assert.Equal(answer.Error, parser.Error);
        }

        message.Release();
    }

    [Fact]
    public void Many_chunks_with_extensions_are_no_large_head()
    {
        var chunks = string.Concat(Enumerable.Repeat("1;signature=0123456789012345678901234567890123456789\r\nx\r\n", 3000));
        var parsed = ParsedAnswer.Read(new Answer("signed", $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}0\r\n\r\n"), [int.MaxValue]);
        Assert.Equal(3000, parsed.BodyLength);
    }

    [Fact]
    public void A_large_body_comes_in_pieces()
    {
        var body = new string('x', 3_000_000);
        var answer = new Answer("large", $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        Assert.Equal(body, ParsedAnswer.Read(answer, Enumerable.Repeat(4096, 1000)).Body);
        var endless = new Answer("large", $"HTTP/1.1 200 OK\r\n\r\n{body}");
        Assert.Equal(body, ParsedAnswer.Read(endless, Enumerable.Repeat(4096, 1000)).Body);
    }

    [Fact]
    public void Reading_an_answer_allocates_nothing()
    {
        var parser = new ResponseParser();
        var message = new ResponseMessage();
        var bytes = AnswerCorpus.Good[0].Bytes;
        for (var i = 0; i < 100; i++)
        {
            Read();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Read();
        }

        // A collection between may empty the pool: one buffer is not one an answer.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5000);

        void Read()
        {
            parser.Begin(message, false, false, ResponseLimits.Default);
            parser.Parse(bytes, out _);
            message.Release();
        }
    }
}
