using System.Text.Json;
using Stampede.Metrics;

namespace Stampede.Importing;

/// <summary>Reads a line of k6's JSON output: a sample, or what a metric is. Members come in any order, which differs between versions.</summary>
internal sealed class K6Line
{
    private readonly Utf8Texts _texts = new();
    private readonly Dictionary<string, K6Metric> _metrics = new(StringComparer.Ordinal);
    private readonly K6Tags _tags = new();
    private byte[] _lastTags = [];
    private int _lastLength = -1;

    /// <summary>Whether the line is a sample.</summary>
    public bool IsPoint { get; private set; }

    public K6Metric? Metric { get; private set; }

    /// <summary>When, in microseconds since 1970; null where it is missing.</summary>
    public long? At { get; private set; }

    /// <summary>The value; null where it is missing.</summary>
    public double? Value { get; private set; }

    public K6Tags Tags => _tags;

    /// <summary>Whether the tags are those of the sample before.</summary>
    public bool HasSameTags { get; private set; }

    /// <summary>Thresholds of a metric as the script has them.</summary>
    public List<string> Thresholds { get; } = [];

    /// <summary>Reads a line.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="InvalidOperationException">A member is of another type.</exception>
    /// <exception cref="FormatException">A time or number cannot be read.</exception>
    public void Read(ReadOnlySpan<byte> line)
    {
        (IsPoint, Metric, At, Value) = (false, null, null, null);
        CustomMetricKind? kind = null;
        var (tagsStart, tagsEnd) = (0, 0);
        var reader = new Utf8JsonReader(line);
        Require(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("metric"u8))
            {
                reader.Read();
                Metric = Known(Text(ref reader));
            }
            else if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                IsPoint = reader.ValueTextEquals("Point"u8);
            }
            else if (reader.ValueTextEquals("data"u8))
            {
                Require(ref reader, JsonTokenType.StartObject);
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    if (reader.ValueTextEquals("time"u8))
                    {
                        reader.Read();
                        At = RunBuilder.Micros(reader.GetDateTimeOffset());
                    }
                    else if (reader.ValueTextEquals("value"u8))
                    {
                        reader.Read();
                        Value = reader.GetDouble();
                    }
                    else if (reader.ValueTextEquals("tags"u8))
                    {
                        reader.Read();
                        tagsStart = (int)reader.TokenStartIndex;
                        reader.Skip();
                        tagsEnd = (int)reader.BytesConsumed;
                    }
                    else if (reader.ValueTextEquals("type"u8))
                    {
                        reader.Read();
                        kind = K6Metric.KindOf(Text(ref reader));
                    }
                    else if (reader.ValueTextEquals("thresholds"u8))
                    {
                        reader.Read();
                        ReadThresholds(ref reader);
                    }
                    else
                    {
                        reader.Read();
                        reader.Skip();
                    }
                }
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        // Throws where something follows the object.
        reader.Read();
        if (IsPoint)
        {
            ReadTags(line[tagsStart..tagsEnd]);
        }
        else if (Metric is { Id: < 0 } && kind is not null)
        {
            Metric.Kind = kind;
        }
    }

    private static void Require(ref Utf8JsonReader reader, JsonTokenType type)
    {
        reader.Read();
        if (reader.TokenType != type)
        {
            throw new FormatException("this is no line of k6: an object is missing.");
        }
    }

    private string Text(ref Utf8JsonReader reader) =>
        reader.TokenType != JsonTokenType.String ? throw new FormatException("this is no line of k6: a text is missing.")
        : reader.ValueIsEscaped ? reader.GetString()!
        : _texts[reader.ValueSpan];

    private K6Metric Known(string name)
    {
        if (!_metrics.TryGetValue(name, out var metric))
        {
            _metrics.Add(name, metric = new K6Metric(name));
        }

        return metric;
    }

    private void ReadTags(ReadOnlySpan<byte> tags)
    {
        HasSameTags = tags.Length == _lastLength && tags.SequenceEqual(_lastTags.AsSpan(0, _lastLength));
        if (HasSameTags)
        {
            return;
        }

        if (_lastTags.Length < tags.Length)
        {
            _lastTags = new byte[tags.Length * 2];
        }

        tags.CopyTo(_lastTags);
        _lastLength = tags.Length;
        _tags.Clear();
        if (!tags.StartsWith("{"u8))
        {
            return; // null: there are none
        }

        var reader = new Utf8JsonReader(tags);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                _tags.Set(name, Text(ref reader));
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadThresholds(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                Thresholds.Add(reader.GetString()!);
            }
            else
            {
                reader.Skip();
            }
        }
    }
}
