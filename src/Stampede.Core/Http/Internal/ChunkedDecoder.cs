using System.Buffers;

namespace Stampede.Engine;

/// <summary>Joins the chunks of a body (RFC 9112, 7.1). Extensions and trailers are checked for form, bounded, and dropped.</summary>
/// <remarks>
/// <code>
/// SizeStart --hex--> Size --CR--> SizeEnd --LF--> Data --all of it--> DataEnd --LF--> SizeStart
///                    Size --';' ' '--> Extension --LF--> (as SizeEnd)
///                    size 0, LF --> TrailerStart --LF--> done
/// TrailerStart --token--> TrailerName --':'--> TrailerValue --LF--> TrailerStart
/// A line may end with LF alone wherever it may end with CR LF.
/// </code>
/// </remarks>
internal struct ChunkedDecoder
{
    private State _state;
    private bool _sawReturn;
    private bool _sawTrailer;
    private long _size;
    private int _overhead;

    private enum State : byte
    {
        SizeStart,
        Size,
        Extension,
        Data,
        DataEnd,
        TrailerStart,
        TrailerName,
        TrailerValue,
    }

    /// <summary>What is wrong, after <see cref="ParseResult.Failed"/>.</summary>
    public ParseError Error { get; private set; }

    /// <summary>The same in words.</summary>
    public string Detail { get; private set; }

    /// <summary>Takes the next bytes.</summary>
    /// <param name="data">What came.</param>
    /// <param name="message">Receives the body.</param>
    /// <param name="discard">Count the body only.</param>
    /// <param name="limits">Of the body; that of the head holds for each size line and for all trailers.</param>
    /// <param name="consumed">Bytes of <paramref name="data"/> that belong to this body.</param>
    public ParseResult Decode(ReadOnlySpan<byte> data, ResponseMessage message, bool discard, ResponseLimits limits, out int consumed)
    {
        var at = 0;
        while (at < data.Length)
        {
            if (_state == State.Data)
            {
                var take = (int)Math.Min(_size, data.Length - at);
                if (discard)
                {
                    message.CountBody(take);
                }
                else
                {
                    message.AppendBody(data.Slice(at, take));
                }

                at += take;
                _size -= take;
                if (_size == 0)
                {
                    _state = State.DataEnd;
                }

                continue;
            }

            var result = Control(data[at++], message, discard, limits);
            if (result != ParseResult.NeedMore)
            {
                consumed = at;
                return result;
            }
        }

        consumed = at;
        return ParseResult.NeedMore;
    }

    private ParseResult Control(byte value, ResponseMessage message, bool discard, ResponseLimits limits)
    {
        if (_sawReturn && value != (byte)'\n')
        {
            return Fail(ParseError.Malformed, "a carriage return without a line feed in the chunked body");
        }

        if (value == (byte)'\r' && _state != State.SizeStart)
        {
            _sawReturn = true;
            return ParseResult.NeedMore;
        }

        _sawReturn = false;
        switch (_state)
        {
            case State.SizeStart:
            case State.Size:
                return Size(value, message, discard, limits);
            case State.Extension:
                return value == (byte)'\n' ? SizeDone(message, discard, limits) : value == 0 ? Nul() : Count(limits);
            case State.DataEnd:
                _state = State.SizeStart;
                return value == (byte)'\n' ? ParseResult.NeedMore : Fail(ParseError.Malformed, "a chunk is longer than its size says");
            default:
                return Trailer(value, limits);
        }
    }

    private ParseResult Size(byte value, ResponseMessage message, bool discard, ResponseLimits limits)
    {
        var digit = HexDigit(value);
        if (digit >= 0)
        {
            if (_size > long.MaxValue >> 4)
            {
                return Fail(ParseError.Malformed, "a chunk size is too large for a number");
            }

            _size = (_size << 4) | (uint)digit;
            _state = State.Size;
            return Count(limits);
        }

        if (_state == State.SizeStart)
        {
            return Fail(ParseError.Malformed, "a chunk size is missing or not hexadecimal");
        }

        switch (value)
        {
            case (byte)'\n':
                return SizeDone(message, discard, limits);
            case (byte)';':
            case (byte)' ':
            case (byte)'\t':
                _state = State.Extension;
                return ParseResult.NeedMore;
            default:
                return Fail(ParseError.Malformed, "a chunk size is missing or not hexadecimal");
        }
    }

    private ParseResult SizeDone(ResponseMessage message, bool discard, ResponseLimits limits)
    {
        _state = _size == 0 ? State.TrailerStart : State.Data;
        _overhead = 0;
        return !discard && _size > limits.KeptBody - message.BodyLength
            ? Fail(ParseError.BodyTooLarge, "the body is larger than allowed")
            : ParseResult.NeedMore;
    }

    private ParseResult Trailer(byte value, ResponseLimits limits)
    {
        switch (_state)
        {
            case State.TrailerStart when value == (byte)'\n':
                return ParseResult.Done;
            case State.TrailerStart when _sawTrailer && value is (byte)' ' or (byte)'\t':
                _state = State.TrailerValue;
                break;
            case State.TrailerStart or State.TrailerName when ResponseParser.Token.Contains(value):
                _state = State.TrailerName;
                break;
            case State.TrailerName when value == (byte)':':
                _state = State.TrailerValue;
                break;
            case State.TrailerValue when value == (byte)'\n':
                _sawTrailer = true;
                _state = State.TrailerStart;
                break;
            case State.TrailerValue:
                if (value == 0)
                {
                    return Nul();
                }

                break;
            default:
                return Fail(ParseError.Malformed, "a trailer line after the chunks is not a header");
        }

        return Count(limits);
    }

    /// <summary>A server must not keep a user busy for ever with extensions and trailers.</summary>
    private ParseResult Count(ResponseLimits limits) => ++_overhead > limits.Head
        ? Fail(ParseError.HeadTooLarge, "chunk extensions and trailers are larger than allowed for a head")
        : ParseResult.NeedMore;

    private ParseResult Nul() => Fail(ParseError.Malformed, "a NUL byte in chunk extensions or trailers");

    private ParseResult Fail(ParseError error, string detail)
    {
        Error = error;
        Detail = detail;
        return ParseResult.Failed;
    }

    private static int HexDigit(byte value) => value switch
    {
        >= (byte)'0' and <= (byte)'9' => value - '0',
        >= (byte)'a' and <= (byte)'f' => value - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => value - 'A' + 10,
        _ => -1,
    };
}
