using System.Text;
using System.Text.Json;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>Makes a run of vegeta's results.</summary>
internal sealed class VegetaResults
{
    private const long Longest = 1_000_000_000_000_000;

    private readonly RunBuilder _builder = new();
    private readonly Utf8Texts _texts = new();
    private readonly Dictionary<(string Method, string Url), int> _names = [];
    private bool _hasNames;
    private string? _host;

    /// <summary>Counts a result.</summary>
    /// <returns>What is wrong with it; null where nothing is.</returns>
    public string? Add(long start, int code, long elapsed, long sent, long received, ReadOnlySpan<byte> error, ReadOnlySpan<byte> method, ReadOnlySpan<byte> url)
    {
        if (elapsed is < 0 or > Longest || !RunBuilder.IsInstant(start) || !RunBuilder.IsInstant(start + elapsed))
        {
            return "the instant must be of this century, and the time be 0 or more.";
        }

        var hasSucceeded = code is >= 200 and < 400;
        var text = hasSucceeded || code != 0 ? null : error.IsEmpty ? "no answer" : SecretMask.Text(GoErrors.Text(_texts[error]));
        _builder.Add(new RequestRow
        {
            Request = Request(_texts[method], _texts[url]),
            End = start + elapsed,
            Elapsed = elapsed,
            Status = code,
            Failure = hasSucceeded ? FailureKind.None : text is null ? FailureKind.Status : GoErrors.Kind(text),
            Text = text,
            Body = received,
        });
        return null;
    }

    /// <summary>Counts a result that stands in a line of JSON.</summary>
    /// <returns>What is wrong with it; null where nothing is.</returns>
    public string? AddJson(ReadOnlySpan<byte> line)
    {
        var (start, code, elapsed, received) = (0L, -1L, -1L, 0L);
        ReadOnlySpan<byte> error = default, method = default, url = default;
        var reader = new Utf8JsonReader(line);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return "this is no JSON object.";
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.ValueSpan;
                reader.Read();
                if (name.SequenceEqual("timestamp"u8))
                {
                    start = RunBuilder.Micros(reader.GetDateTimeOffset());
                }
                else if (name.SequenceEqual("code"u8))
                {
                    code = reader.GetInt64();
                }
                else if (name.SequenceEqual("latency"u8))
                {
                    elapsed = reader.GetInt64() / 1_000;
                }
                else if (name.SequenceEqual("bytes_in"u8))
                {
                    received = reader.GetInt64();
                }
                else if (name.SequenceEqual("error"u8))
                {
                    error = Text(ref reader);
                }
                else if (name.SequenceEqual("method"u8))
                {
                    method = Text(ref reader);
                }
                else if (name.SequenceEqual("url"u8))
                {
                    url = Text(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }

            while (reader.Read())
            {
                return "more than one JSON object stands in the line.";
            }
        }
        catch (JsonException e)
        {
            return $"this is no JSON, or it is cut off: {JsonFile.Reason(e)}";
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            return $"this is no result of vegeta: {e.Message}";
        }

        return start == 0 || elapsed < 0 || code is < 0 or > 999 || received < 0
            ? "a result has \"timestamp\", \"code\" and \"latency\", a status or 0, and a time in nanoseconds of 0 or more."
            : Add(start, (int)code, elapsed, 0, received, error, method, url);
    }

    /// <summary>The run of all results.</summary>
    public RunResult Result(string format, string path, IEnumerable<RunNote> notes) => _builder.Result(new RunFacts
    {
        Format = format,
        Name = ImportedPlan.NameOf(path),
        Files = [path],
        Host = _host,
        Unknown = UnknownParts.Bytes | UnknownParts.Connections | UnknownParts.Plan | UnknownParts.Ending | (_hasNames ? 0 : UnknownParts.Names),
        Notes = [.. notes],
    });

    private static ReadOnlySpan<byte> Text(scoped ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null ? default
        : reader.TokenType != JsonTokenType.String ? throw new FormatException("a text is expected.")
        : reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!)
        : reader.ValueSpan;

    private int Request(string method, string url)
    {
        if (_names.TryGetValue((method, url), out var id))
        {
            return id;
        }

        if (url.Length == 0)
        {
            id = _builder.RequestId(RequestKey.All.Method, RequestKey.All.Name);
        }
        else
        {
            _hasNames = true;
            var isAddress = Uri.TryCreate(url, UriKind.Absolute, out var address);
            _host ??= isAddress ? SecretMask.Url(address!.GetLeftPart(UriPartial.Authority)) : null;
            id = _builder.RequestId(method, isAddress ? address!.AbsolutePath : url.Split('?')[0]);
        }

        if (_names.Count < 20_000)
        {
            _names.Add((method, url), id);
        }

        return id;
    }
}
