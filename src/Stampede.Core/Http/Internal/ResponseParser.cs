using System.Buffers;
using System.Text;

namespace Stampede.Engine;

/// <summary>Reads one HTTP/1.x answer as a client (RFC 9112), from pieces of any size. Never throws on what a server sends.</summary>
/// <remarks>
/// <code>
/// Head --interim 1xx--> Head      Head --no body, or length 0--> Done
/// Head --Content-Length--> Sized --all of it--> Done
/// Head --Transfer-Encoding ends in chunked--> Chunked --trailers--> Done
/// Head --neither--> ToClose --end of input--> Done
/// any --rule broken, limit, end of input--> Failed
/// </code>
/// The result does not depend on where the input is cut.
/// </remarks>
internal sealed class ResponseParser
{
    /// <summary>What a header name may consist of.</summary>
    internal static readonly SearchValues<byte> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    private const int Failure = -1;

    private ResponseMessage _message = null!;
    private ResponseLimits _limits = ResponseLimits.Default;
    private ChunkedDecoder _chunks;
    private Framing _framing;
    private Phase _phase = Phase.Done;
    private bool _headRequest;
    private bool _discardBody;

    // Of the unfinished head: 0 <= _line <= _searched <= its length; no line ends in [_line, _searched).
    private int _line;
    private int _searched;
    private int _headBudget;
    private long _remaining;

    private enum Phase : byte
    {
        Head,
        Sized,
        Chunked,
        ToClose,
        Done,
        Failed,
    }

    /// <summary>What is wrong, after <see cref="ParseResult.Failed"/>.</summary>
    public ParseError Error { get; private set; }

    /// <summary>The same in words, without a full stop; always one of a few dozen texts.</summary>
    public string Detail { get; private set; } = "";

    /// <summary>Whether the server keeps the connection open; valid after <see cref="ParseResult.Done"/>.</summary>
    public bool KeepAlive { get; private set; }

    /// <summary>Whether any byte came since <see cref="Begin"/>.</summary>
    public bool AnyByte { get; private set; }

    /// <summary>Starts with a new answer.</summary>
    /// <param name="message">Receives it; reset here.</param>
    /// <param name="headRequest">The request was HEAD: the answer has no body whatever its headers say.</param>
    /// <param name="discardBody">Count the body and do not keep it; its limit does not apply.</param>
    /// <param name="limits">When to give up.</param>
    public void Begin(ResponseMessage message, bool headRequest, bool discardBody, ResponseLimits limits)
    {
        message.Reset();
        _message = message;
        _limits = limits;
        _headRequest = headRequest;
        _discardBody = discardBody;
        _phase = Phase.Head;
        _headBudget = limits.Head;
        _line = 0;
        _searched = 0;
        _framing = Framing.Unknown;
        AnyByte = false;
        KeepAlive = false;
        Error = ParseError.None;
        Detail = "";
    }

    /// <summary>Takes the next bytes.</summary>
    /// <param name="data">What came.</param>
    /// <param name="consumed">Bytes of <paramref name="data"/> that belong to this answer. Less than all only when it is over.</param>
    public ParseResult Parse(ReadOnlySpan<byte> data, out int consumed)
    {
        consumed = 0;
        if (_phase == Phase.Head && !data.IsEmpty)
        {
            AnyByte = true;
            if (!ParseHead(data, out consumed))
            {
                return _phase == Phase.Failed ? ParseResult.Failed : ParseResult.NeedMore;
            }

            data = data[consumed..];
        }

        switch (_phase)
        {
            case Phase.Sized:
                var take = (int)Math.Min(_remaining, data.Length);
                TakeBody(data[..take]);
                consumed += take;
                _remaining -= take;
                if (_remaining != 0)
                {
                    return ParseResult.NeedMore;
                }

                _phase = Phase.Done;
                return ParseResult.Done;
            case Phase.Chunked:
                return ParseChunks(data, ref consumed);
            case Phase.ToClose:
                if (!_discardBody && data.Length > _limits.KeptBody - _message.BodyLength)
                {
                    return Fail(ParseError.BodyTooLarge, "the body is larger than allowed");
                }

                TakeBody(data);
                consumed += data.Length;
                return ParseResult.NeedMore;
            case Phase.Done:
                return ParseResult.Done;
            case Phase.Failed:
                return ParseResult.Failed;
            default:
                return ParseResult.NeedMore;
        }
    }

    /// <summary>The server closed its side. Ends an answer without a length well, every other unfinished one badly.</summary>
    public ParseResult EndOfInput()
    {
        switch (_phase)
        {
            case Phase.ToClose:
                _phase = Phase.Done;
                return ParseResult.Done;
            case Phase.Done:
                return ParseResult.Done;
            case Phase.Failed:
                return ParseResult.Failed;
            case Phase.Head when !AnyByte:
                return Fail(ParseError.ClosedBeforeHead, "the connection was closed before the answer began");
            case Phase.Head:
                return Fail(ParseError.Truncated, "the connection was closed in the middle of the answer's head");
            default:
                return Fail(ParseError.Truncated, "the connection was closed in the middle of the answer's body");
        }
    }

    /// <summary>True when the final head is complete.</summary>
    private bool ParseHead(ReadOnlySpan<byte> data, out int consumed)
    {
        consumed = 0;
        while (true)
        {
            // A head that comes in one piece is read where it lies and copied once; one in pieces is gathered in the message.
            var before = _message.HeadLength;
            var head = data;
            if (before != 0)
            {
                _message.AppendHead(data);
                head = _message.Head;
            }

            var end = ScanLines(head);
            if (end <= 0)
            {
                if (end == 0 && _message.HeadLength == 0)
                {
                    _message.AppendHead(data);
                }

                consumed += data.Length;
                return false;
            }

            consumed += end - before;
            if (_message.Status >= 200)
            {
                if (!BeginBody())
                {
                    return false;
                }

                if (_message.HeadLength == 0)
                {
                    _message.AppendHead(head[..end], _discardBody ? 0 : _remaining);
                }
                else
                {
                    _message.TrimHead(end);
                }

                return true;
            }

            // An interim answer: forget it and read on.
            data = data[(end - before)..];
            _message.Reset();
            _framing = Framing.Unknown;
            _headBudget -= end;
            _line = 0;
            _searched = 0;
            if (data.IsEmpty)
            {
                return false;
            }
        }
    }

    /// <summary>Reads whole lines from where it stopped. Returns the length of the head, 0 if it is not complete, negative if it is wrong.</summary>
    private int ScanLines(ReadOnlySpan<byte> head)
    {
        var line = _line;
        var from = _searched;
        if (line == 0 && !StartsAsStatusLine(head[..Math.Min(head.Length, _headBudget)]))
        {
            return Malformed("the answer does not begin with HTTP/1.0 or HTTP/1.1");
        }

        while (true)
        {
            var end = head[from..].IndexOfAny((byte)'\n', (byte)'\r', (byte)0);
            if (end < 0)
            {
                return NotYet(line, head.Length, head.Length);
            }

            end += from;
            var text = head[line..end];
            if (head[end] == (byte)'\r')
            {
                if (end + 1 == head.Length || end + 1 >= _headBudget)
                {
                    return NotYet(line, end, end + 1);
                }

                end++;
            }

            if (end >= _headBudget)
            {
                return HeadTooLarge();
            }

            if (head[end] != (byte)'\n')
            {
                return Malformed("a NUL, or a carriage return that does not end a line, in the head");
            }

            if (text.Length == 0)
            {
                return end + 1;
            }

            if (line == 0)
            {
                if (!ReadStatusLine(text))
                {
                    return Failure;
                }
            }
            else
            {
                if (end + 1 == head.Length)
                {
                    // Only the next byte tells whether the line goes on.
                    return NotYet(line, line + text.Length, head.Length);
                }

                if (head[end + 1] is (byte)' ' or (byte)'\t')
                {
                    if (_message.HeadLength == 0)
                    {
                        _message.AppendHead(head);
                    }

                    _message.Unfold(end);
                    head = _message.Head;
                    from = end + 1;
                    continue;
                }

                if (!ReadField(text, head[line..]))
                {
                    return Failure;
                }
            }

            line = end + 1;
            from = line;
        }
    }

    private static bool StartsAsStatusLine(ReadOnlySpan<byte> head)
    {
        var start = "HTTP/1."u8;
        return head.Length >= start.Length ? head.StartsWith(start) : start.StartsWith(head);
    }

    /// <summary>HTTP/1.x SP three digits, then nothing or SP and any text.</summary>
    private bool ReadStatusLine(ReadOnlySpan<byte> line)
    {
        if (line.Length < 12 || !char.IsAsciiDigit((char)line[7]) || line[8] != (byte)' ' || (line.Length > 12 && line[12] != (byte)' '))
        {
            Malformed("the status line is not 'HTTP/1.1 200 OK' or alike");
            return false;
        }

        var hundreds = (uint)(line[9] - '0');
        var tens = (uint)(line[10] - '0');
        var ones = (uint)(line[11] - '0');
        if (hundreds - 1 > 8 || tens > 9 || ones > 9)
        {
            Malformed("the status is not a number from 100 to 999");
            return false;
        }

        _message.Status = (int)(hundreds * 100 + tens * 10 + ones);
        _message.MinorVersion = line[7] - '0';
        if (_message.Status == 101)
        {
            Malformed("the server switched to another protocol without being asked (101)");
            return false;
        }

        return true;
    }

    /// <summary>Checks a header line and notes what it says about the body.</summary>
    /// <param name="line">Without its end.</param>
    /// <param name="rest">The same and what follows: long enough to be searched in large steps.</param>
    private bool ReadField(ReadOnlySpan<byte> line, ReadOnlySpan<byte> rest)
    {
        var colon = rest.IndexOfAnyExcept(Token);
        if (colon <= 0 || rest[colon] != (byte)':')
        {
            Malformed(colon >= line.Length ? "a header line has no colon"
                : colon > 0 && line[colon] is (byte)' ' or (byte)'\t' ? "white space between a header's name and its colon, or no colon"
                : "a header's name has characters that are not allowed");
            return false;
        }

        var value = line[(colon + 1)..];
        var wrong = colon switch
        {
            10 when Ascii.EqualsIgnoreCase(line[..10], "connection"u8) => _framing.Connection(value),
            10 when Ascii.EqualsIgnoreCase(line[..10], "set-cookie"u8) => SetsCookie(),
            14 when Ascii.EqualsIgnoreCase(line[..14], "content-length"u8) => _framing.ContentLength(value),
            17 when Ascii.EqualsIgnoreCase(line[..17], "transfer-encoding"u8) => _framing.TransferEncoding(value),
            _ => null,
        };
        if (wrong is null)
        {
            return true;
        }

        Malformed(wrong);
        return false;
    }

    private string? SetsCookie()
    {
        _message.HasSetCookie = true;
        return null;
    }

    /// <summary>Chooses how the body ends (RFC 9112, 6.3) and whether the connection outlives it.</summary>
    private bool BeginBody()
    {
        if (_framing.IsContradictory)
        {
            Malformed("both Transfer-Encoding and Content-Length");
            return false;
        }

        KeepAlive = _framing.KeepAlive(_message.MinorVersion);
        _remaining = 0;
        if (_headRequest || _message.Status is 204 or 304)
        {
            _phase = Phase.Done;
        }
        else if (_framing.IsChunked)
        {
            _chunks = default;
            _phase = Phase.Chunked;
        }
        else if (_framing.Length is 0)
        {
            _phase = Phase.Done;
        }
        else if (_framing.Length > 0)
        {
            if (!_discardBody && _framing.Length > _limits.KeptBody)
            {
                Fail(ParseError.BodyTooLarge, "the body is larger than allowed");
                return false;
            }

            _remaining = _framing.Length;
            _phase = Phase.Sized;
        }
        else
        {
            KeepAlive = false;
            _phase = Phase.ToClose;
        }

        return true;
    }

    private ParseResult ParseChunks(ReadOnlySpan<byte> data, ref int consumed)
    {
        var result = _chunks.Decode(data, _message, _discardBody, _limits, out var used);
        consumed += used;
        if (result == ParseResult.Done)
        {
            _phase = Phase.Done;
        }

        return result == ParseResult.Failed ? Fail(_chunks.Error, _chunks.Detail) : result;
    }

    private void TakeBody(ReadOnlySpan<byte> bytes)
    {
        if (_discardBody)
        {
            _message.CountBody(bytes.Length);
        }
        else
        {
            _message.AppendBody(bytes);
        }
    }

    /// <summary>The head goes on in the next piece, if it may.</summary>
    private int NotYet(int line, int searched, int length)
    {
        _line = line;
        _searched = searched;
        return length >= _headBudget ? HeadTooLarge() : 0;
    }

    private int Malformed(string detail)
    {
        Fail(ParseError.Malformed, detail);
        return Failure;
    }

    private int HeadTooLarge()
    {
        Fail(ParseError.HeadTooLarge, "the head of the answer is larger than allowed");
        return Failure;
    }

    private ParseResult Fail(ParseError error, string detail)
    {
        _phase = Phase.Failed;
        KeepAlive = false;
        Error = error;
        Detail = detail;
        return ParseResult.Failed;
    }
}
