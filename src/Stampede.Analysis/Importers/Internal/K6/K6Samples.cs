using Stampede.Engine;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// Makes a run of k6's samples. A request is some nine samples, one after the other with the same time and tags, of which <c>http_reqs</c> is the first: what
/// follows belongs to it until a metric comes again, or time or tags change.
/// </summary>
internal sealed class K6Samples
{
    /// <summary>k6 tells users of all scenarios together.</summary>
    private const string AllUsers = "(all)";

    private readonly RunBuilder _builder = new();
    private readonly Dictionary<string, string> _groups = [];
    private readonly SortedSet<string> _untyped = new(StringComparer.Ordinal);
    private readonly K6Tags _tags = new();
    private Parts _parts;
    private long _at;
    private double _duration;
    private double _waiting;
    private double _connecting;
    private double _handshaking;
    private bool _failed;
    private long _incomplete;
    private long _guessed;
    private bool _hasStatuses;
    private bool _hasMethods;
    private bool _hasConnections;

    [Flags]
    private enum Parts
    {
        None = 0,
        Counted = 1,
        Duration = 2,
        Failed = 4,
        Waiting = 8,
        Connecting = 16,
        Handshaking = 32,
    }

    /// <summary>Whether anything was given at all.</summary>
    public bool HasAny { get; private set; }

    /// <summary>Whether times are of whole seconds only.</summary>
    public bool IsInSeconds { get; set; }

    /// <summary>Takes the next sample.</summary>
    /// <param name="metric">Its metric.</param>
    /// <param name="at">When, in microseconds since 1970.</param>
    /// <param name="value">Its value; times are milliseconds.</param>
    /// <param name="tags">Its tags; copied where they are needed longer.</param>
    /// <param name="isSame">Whether the tags are those of the sample before.</param>
    /// <returns>What is wrong with it; null for nothing.</returns>
    public string? Add(K6Metric metric, long at, double value, K6Tags tags, bool isSame)
    {
        HasAny = true;
        if (Part(metric.Role) is not Parts.None and var part)
        {
            if (value is < 0 or > 1e11)
            {
                return $"{metric.Name} cannot be {value}.";
            }

            if (part == Parts.Counted || (_parts & part) != 0 || !isSame || at != _at)
            {
                Flush();
                Take(tags, at);
            }

            _parts |= part;
            Set(part, value);
            return null;
        }

        return Other(metric, at, value, tags);
    }

    /// <summary>The run of all samples.</summary>
    public RunResult Result(string path, string format, IEnumerable<RunNote> notes)
    {
        Flush();
        return _builder.Result(new RunFacts
        {
            Format = format,
            Name = ImportedPlan.NameOf(path),
            Files = [path],
            Unknown = UnknownParts.Plan | UnknownParts.Ending | UnknownParts.Bytes | UnknownParts.Bodies | UnknownParts.Resends | UnknownParts.ArrivalDelays
                | (_hasStatuses ? 0 : UnknownParts.Statuses)
                | (_hasConnections ? 0 : UnknownParts.Connections),
            Notes = [.. notes, .. Notes()],
        });
    }

    private static Parts Part(K6Role role) => role switch
    {
        K6Role.Requests => Parts.Counted,
        K6Role.Duration => Parts.Duration,
        K6Role.Failed => Parts.Failed,
        K6Role.Waiting => Parts.Waiting,
        K6Role.Connecting => Parts.Connecting,
        K6Role.Handshaking => Parts.Handshaking,
        _ => Parts.None,
    };

    private static long Micros(double milliseconds) => (long)Math.Round(milliseconds * 1_000);

    private void Take(K6Tags tags, long at)
    {
        _at = at;
        (_tags.Name, _tags.Url, _tags.Method, _tags.Status) = (tags.Name, tags.Url, tags.Method, tags.Status);
        (_tags.Error, _tags.ErrorCode, _tags.Expected) = (tags.Error, tags.ErrorCode, tags.Expected);
    }

    private void Set(Parts part, double value)
    {
        switch (part)
        {
            case Parts.Duration:
                _duration = value;
                break;
            case Parts.Failed:
                _failed = value != 0;
                break;
            case Parts.Waiting:
                _waiting = value;
                break;
            case Parts.Connecting:
                _connecting = value;
                break;
            case Parts.Handshaking:
                _handshaking = value;
                break;
        }
    }

    private void Flush()
    {
        var parts = _parts;
        _parts = Parts.None;
        if ((parts & Parts.Duration) == 0)
        {
            _incomplete += parts == Parts.None ? 0 : 1;
            return;
        }

        var status = _tags.StatusNumber;
        var failed = (parts & Parts.Failed) != 0 ? _failed : _tags.Expected is { } expected ? expected == "false" : Guess(status);
        var (kind, text) = failed ? K6Failures.Of(_tags) : default;
        var opened = (parts & Parts.Connecting) != 0 && _connecting > 0;
        _hasStatuses |= status >= 0;
        _hasMethods |= _tags.Method is not null;
        _hasConnections |= (parts & Parts.Connecting) != 0;
        _builder.Add(new RequestRow
        {
            Request = _builder.RequestId(_tags.Method ?? "", _tags.Name ?? _tags.Url ?? "(unnamed)"),
            End = _at,
            Elapsed = Micros(_duration),
            Status = status,
            Failure = kind,
            Text = text,
            FirstByte = (parts & Parts.Waiting) != 0 && status != 0 ? Micros(_waiting) : -1,
            Connect = opened ? Micros(_connecting) : -1,
            Tls = (parts & Parts.Handshaking) != 0 && _handshaking > 0 ? Micros(_handshaking) : -1,
            Opened = opened ? 1 : 0,
        });
    }

    private bool Guess(int status)
    {
        _guessed++;
        return status is 0 or >= 400;
    }

    private string? Other(K6Metric metric, long at, double value, K6Tags tags)
    {
        switch (metric.Role)
        {
            case K6Role.Users when value is >= 0 and <= int.MaxValue:
                _builder.Users(AllUsers, at, (int)value);
                return null;
            case K6Role.Iterations when value is >= 0 and <= 1e9:
                _builder.Iterations(AllUsers, at, (long)value);
                _builder.Arrivals(tags.Scenario ?? AllUsers, at, started: (long)value, dropped: 0);
                return null;
            case K6Role.Dropped when value is >= 0 and <= 1e9:
                _builder.Arrivals(tags.Scenario ?? AllUsers, at, started: 0, dropped: (long)value);
                return null;
            case K6Role.IterationDuration when value is >= 0 and <= 1e11:
                _builder.Transaction(tags.Scenario is { } scenario ? $"iteration ({scenario})" : "iteration", at, Micros(value), failed: false);
                return null;
            case K6Role.GroupDuration when value is >= 0 and <= 1e11:
                _builder.Transaction(Group(tags.Group ?? ""), at, Micros(value), failed: false);
                return null;
            case K6Role.Checks when tags.Check is { } check:
                _builder.Check(check, at, value != 0);
                return null;
            case K6Role.GrpcDuration when value is >= 0 and <= 1e11:
                Grpc(at, value, tags);
                return null;
            case K6Role.None:
                _builder.Seen(at);
                return null;
            case K6Role.Own:
            case K6Role.Checks:
                return Own(metric, at, value);
            default:
                return $"{metric.Name} cannot be {value}.";
        }
    }

    // A call's status is gRPC's code, of which 0 is success; it is none of HTTP.
    private void Grpc(long at, double value, K6Tags tags)
    {
        var failed = tags.Status is not (null or "0" or "OK");
        _builder.Add(new RequestRow
        {
            Request = _builder.RequestId("GRPC", tags.Name ?? tags.Url ?? "(unnamed)"),
            End = at,
            Elapsed = Micros(value),
            Failure = failed ? FailureKind.Declared : FailureKind.None,
            Text = failed ? $"gRPC status {tags.Status}" : null,
        });
    }

    private string? Own(K6Metric metric, long at, double value)
    {
        if (metric.Kind is null)
        {
            metric.Kind = CustomMetricKind.Trend;
            _untyped.Add(metric.Name);
        }

        var kind = metric.Kind.Value;
        if (metric.Id < 0)
        {
            try
            {
                metric.Id = _builder.MetricId(kind, metric.Name);
            }
            catch (InvalidOperationException e)
            {
                return e.Message;
            }
        }

        _builder.Metric(metric.Id, kind, at, kind == CustomMetricKind.Rate ? value != 0 ? 1 : 0 : value);
        return null;
    }

    // "::checkout::pay" is a group within a group.
    private string Group(string path)
    {
        if (!_groups.TryGetValue(path, out var name))
        {
            name = string.Join(" / ", path.Split("::", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            name = name.Length == 0 ? "(no group)" : name;
            if (_groups.Count < 10_000)
            {
                _groups.Add(path, name);
            }
        }

        return name;
    }

    private IEnumerable<RunNote> Notes()
    {
        if (_builder.Requests > 0)
        {
            yield return new RunNote("K6-TIMES", NoteSeverity.Note,
                "k6's response time (http_req_duration) leaves out name resolution, connecting and TLS: a run of Stampede, which counts them, is not compared with it directly.");
        }

        if (_incomplete > 0)
        {
            yield return new RunNote("REQUESTS-INCOMPLETE", NoteSeverity.Warning, FormattableString.Invariant(
                $"{_incomplete} requests have no http_req_duration, and are left out: was the file filtered or cut off?"));
        }

        if (_guessed > 0)
        {
            yield return new RunNote("FAILURES-BY-STATUS", NoteSeverity.Note, FormattableString.Invariant(
                $"The file does not say of {_guessed} requests whether they failed: a status of 400 or more, or none, counts as failure."));
        }

        if (_builder.Requests > 0 && !_hasMethods)
        {
            yield return new RunNote("METHODS-UNKNOWN", NoteSeverity.Note, "The tag 'method' was off: requests of one name and different methods are one.");
        }

        if (IsInSeconds)
        {
            yield return new RunNote("TIMES-IN-SECONDS", NoteSeverity.Note, "The file tells times in whole seconds: start and end of the run are known to a second.");
        }

        if (_untyped.Count > 0)
        {
            yield return new RunNote("METRICS-UNTYPED", NoteSeverity.Note,
                $"A CSV does not say what a metric is; kept as distributions of values: {string.Join(", ", _untyped.Take(10))}{(_untyped.Count > 10 ? " …" : "")}.");
        }
    }
}
