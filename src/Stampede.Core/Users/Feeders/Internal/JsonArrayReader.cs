using System.Text.Json;

namespace Stampede.Engine;

/// <summary>Reads the elements of a JSON array, which is the whole file.</summary>
internal sealed class JsonArrayReader(Stream stream) : RecordReader(stream)
{
    private JsonReaderState _state;
    private bool _isOpen;

    protected override Taken? Take(ReadOnlySpan<byte> bytes, bool isOver)
    {
        var reader = new Utf8JsonReader(bytes, isOver, _state);
        try
        {
            if (!_isOpen && !Open(ref reader) || !reader.Read())
            {
                return null;
            }

            if (reader.TokenType == JsonTokenType.EndArray)
            {
                // Throws where anything but white space follows.
                reader.Read();
                return null;
            }

            var start = (int)reader.TokenStartIndex;
            if (!reader.TrySkip())
            {
                return null;
            }

            (_isOpen, _state) = (true, reader.CurrentState);
            var end = (int)reader.BytesConsumed;
            return new Taken(start, end - start, end);
        }
        catch (JsonException exception)
        {
            throw new FeederFormatException($"{Place.Of((exception.LineNumber ?? 0) + 1)}: {JsonFormat.Reason(exception)}");
        }
    }

    private bool Open(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
        {
            return false;
        }

        return reader.TokenType == JsonTokenType.StartArray
            ? true
            : throw Wrong((int)reader.TokenStartIndex, "the file is not a JSON array; one with an object a line is named .jsonl.");
    }
}
