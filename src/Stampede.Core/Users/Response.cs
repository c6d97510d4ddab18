using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Stampede.Engine;
using Stampede.Metrics;

namespace Stampede;

/// <summary>
/// The answer to a request; status 0 where none came. The request is open, and <see cref="Expect(ReadOnlySpan{int})"/>, <see cref="Fail"/> and <see cref="Pass"/>
/// decide how it counts, until it is settled (see <see cref="HttpSession"/>); a check after that throws. Status, headers and body stay readable until the
/// task ends, for a user's last eight responses.
/// </summary>
public sealed class Response : IDisposable
{
    private readonly ResponseSlot _slot;
    private readonly int _version;
    private readonly int _requestId;

    internal Response(ResponseSlot slot)
    {
        _slot = slot;
        _version = slot.Version;
        _requestId = slot.RequestId;
    }

    /// <summary>The status; 0 where no answer came.</summary>
    public int Status => Slot.Exchange.Message.Status;

    /// <summary>An answer of status 200 to 299 came.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Why no answer came, or why it does not count as one so far; <see cref="FailureKind.None"/> while nothing speaks against it.</summary>
    public FailureKind Error => Slot.Kind;

    /// <summary>The reason that goes with <see cref="Error"/>; null without one.</summary>
    public string? Reason => Slot.Reason;

    /// <summary>The URL that answered: after redirects the last one.</summary>
    public string Url => Slot.Exchange.Target.ToString();

    /// <summary>From the start of the request to the last byte, connect and redirects included.</summary>
    public TimeSpan Duration
    {
        get
        {
            var exchange = Slot.Exchange;
            return MonotonicClock.ToTimeSpan(exchange.Ended - exchange.Started);
        }
    }

    /// <summary>
    /// From when the request was sent to the first byte of its answer, connecting left out; null where none came. A streamed answer (server-sent events) whose server
    /// sends the head with the first piece has its time to first token here; <see cref="Duration"/> goes to the last byte.
    /// </summary>
    public TimeSpan? FirstByte
    {
        get
        {
            var exchange = Slot.Exchange;
            return exchange.FirstByte == 0 ? null : MonotonicClock.ToTimeSpan(exchange.FirstByte - exchange.Sent);
        }
    }

    /// <summary>Bytes of the body as received, kept or not.</summary>
    public long BodyLength => Slot.Exchange.Message.BodyLength;

    /// <summary>The body, decoded (gzip, deflate, br) when it is first read; empty with <c>discardBody</c>.</summary>
    /// <exception cref="RequirementException">It cannot be decoded.</exception>
    public ReadOnlyMemory<byte> Body => Slot.Body();

    /// <summary>The body as text, in the charset of its Content-Type; UTF-8 without one.</summary>
    public string Text
    {
        get
        {
            var body = Slot.Body();
            _slot.Exchange.Message.TryGetHeader("content-type"u8, out var type);
            return TextDecoding.Decode(body.Span, type);
        }
    }

    /// <summary>All headers, in the order of the answer.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers
    {
        get
        {
            var headers = new List<KeyValuePair<string, string>>();
            foreach (var header in Slot.Exchange.Message.Headers)
            {
                headers.Add(new(Encoding.ASCII.GetString(header.Name), Encoding.UTF8.GetString(header.Value)));
            }

            return headers;
        }
    }

    private ResponseSlot Slot =>
        _slot.Version == _version
            ? _slot
            : throw new InvalidOperationException($"The response to {Label} is gone: a user's last eight responses stay readable, until the task ends. Keep() copies a body.");

    /// <summary>The request, for messages; known even when the slot serves another one.</summary>
    private RequestKey Label => _slot.Context.Recorder.Request(_requestId);

    /// <summary>The first value of a header; null where the answer has none of that name.</summary>
    public string? Header(string name)
    {
        var message = Slot.Exchange.Message;
        foreach (var header in message.Headers)
        {
            if (header.Name.Length == name.Length && Ascii.EqualsIgnoreCase(header.Name, name))
            {
                return Encoding.UTF8.GetString(header.Value);
            }
        }

        return null;
    }

    /// <summary>The body as JSON.</summary>
    /// <exception cref="RequirementException">It is none: the request counts as failed and the iteration ends.</exception>
    public JsonElement Json()
    {
        try
        {
            var reader = new Utf8JsonReader(Slot.Body().Span);
            return JsonElement.ParseValue(ref reader);
        }
        catch (JsonException exception)
        {
            throw NotAsRequired($"The body is not JSON: {exception.Message}");
        }
    }

    /// <summary>A value of the JSON body by its path: <c>Json("items[0].id")</c>; negative indexes count from the end.</summary>
    /// <exception cref="RequirementException">The body is not JSON, or nothing is at the path: the request counts as failed and the iteration ends.</exception>
    /// <exception cref="FormatException">The path is none; its place is marked.</exception>
    public JsonElement Json(string path) =>
        JsonPath.TryFind(Json(), path, out var found, out var problem) ? found : throw NotAsRequired($"The body has no '{path}': {problem}");

    /// <summary>The body, or what is at a path of it, as a type.</summary>
    /// <exception cref="RequirementException">It is not of that form: the request counts as failed and the iteration ends.</exception>
    public T? Json<T>(string? path = null)
    {
        var element = path is null ? Json() : Json(path);
        try
        {
            return element.Deserialize((JsonTypeInfo<T>)JsonDefaults.Options.GetTypeInfo(typeof(T)));
        }
        catch (JsonException exception)
        {
            throw NotAsRequired($"The body is no {typeof(T).Name}: {exception.Message}");
        }
    }

    /// <summary>Whether the JSON body has a value at a path; never fails the request.</summary>
    public bool TryJson(string path, out JsonElement value)
    {
        try
        {
            var reader = new Utf8JsonReader(Slot.Body().Span);
            return JsonPath.TryFind(JsonElement.ParseValue(ref reader), path, out value, out _);
        }
        catch (JsonException)
        {
            value = default;
            return false;
        }
    }

    /// <summary>The first match of a regular expression in the body's text: its first group, or the whole match without groups; null without a match.</summary>
    public string? Match(string pattern)
    {
        var match = Regex.Match(Text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
        return !match.Success ? null : match.Groups.Count > 1 ? match.Groups[1].Value : match.Value;
    }

    /// <summary>Accepts these statuses and no other: a further one fails the request. An accepted 400 or more is still counted apart.</summary>
    /// <returns>This response.</returns>
    /// <exception cref="InvalidOperationException">It is settled already.</exception>
    public Response Expect(params ReadOnlySpan<int> statuses)
    {
        Judge("Expect", statuses);
        return this;
    }

    /// <summary>Fails the request where a condition does not hold.</summary>
    /// <returns>This response.</returns>
    /// <exception cref="InvalidOperationException">It is settled already.</exception>
    public Response Expect(bool condition, string reason)
    {
        Opened("Expect").Expect(condition, FailureKind.Expectation, reason);
        return this;
    }

    /// <summary>As <see cref="Expect(ReadOnlySpan{int})"/>, and ends the iteration where it fails.</summary>
    /// <returns>This response.</returns>
    /// <exception cref="RequirementException">The status is another.</exception>
    public Response Require(params ReadOnlySpan<int> statuses)
    {
        if (!Judge("Require", statuses))
        {
            throw new RequirementException($"{Label}: {_slot.Reason}");
        }

        return this;
    }

    /// <summary>As <see cref="Expect(bool, string)"/>, and ends the iteration where it fails.</summary>
    /// <returns>This response.</returns>
    /// <exception cref="RequirementException">The condition does not hold.</exception>
    public Response Require(bool condition, string reason)
    {
        Expect(condition, reason);
        return condition ? this : throw new RequirementException($"{Label}: {reason}");
    }

    /// <summary>Counts the request as failed, whatever else was expected.</summary>
    /// <exception cref="InvalidOperationException">It is settled already.</exception>
    public void Fail(string reason) => Opened("Fail").Declare(passed: false, reason);

    /// <summary>Counts the request as a success, whatever else was expected; the last of <see cref="Fail"/> and this decides.</summary>
    /// <exception cref="InvalidOperationException">It is settled already.</exception>
    public void Pass() => Opened("Pass").Declare(passed: true, null);

    /// <summary>Copies the decoded body, so that it outlives the task.</summary>
    public byte[] Keep() => Slot.Body().ToArray();

    /// <summary>Settles the request. It stays readable.</summary>
    public void Dispose()
    {
        if (_slot.Version == _version)
        {
            _slot.Settle();
        }
    }

    private ResponseSlot Opened(string check)
    {
        if (_slot.Version == _version && _slot.State == SlotState.Open)
        {
            return _slot;
        }

        if (_slot.Context is { IsEnding: true, IsInStop: false })
        {
            // The stop of the run settled it.
            throw new UserStoppedException();
        }

        throw new InvalidOperationException(
            $"{check} came too late for {Label}: it is settled by Dispose, the next request, a wait or the end of the task, and its count is final.");
    }

    private bool Judge(string check, ReadOnlySpan<int> statuses)
    {
        var slot = Opened(check);
        var status = slot.Exchange.Message.Status;
        if (statuses.Contains(status))
        {
            slot.AcceptStatus();
            return slot.Exchange.Error == TransportError.None;
        }

        if (slot.Exchange.Error == TransportError.None)
        {
            var kind = status >= 400 ? FailureKind.Status : FailureKind.Expectation;
            slot.Expect(false, kind, $"Expected {string.Join(" or ", statuses.ToArray())}, got {StatusText.Of(status)}");
        }

        return false;
    }

    private RequirementException NotAsRequired(string reason)
    {
        if (_slot.State == SlotState.Open)
        {
            _slot.Expect(false, FailureKind.Expectation, reason.Length > 300 ? reason[..300] : reason);
        }

        return new RequirementException($"{Label}: {reason}");
    }
}
