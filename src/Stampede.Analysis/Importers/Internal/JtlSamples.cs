using System.Buffers.Text;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>Makes a run of the rows of a JTL.</summary>
internal sealed class JtlSamples
{
    /// <summary>No sample takes longer, in milliseconds.</summary>
    private const long Longest = 1_000_000_000_000;

    private readonly CsvRows _rows;
    private readonly RunBuilder _builder = new();
    private readonly JtlParts _parts;
    private readonly Utf8Texts _texts = new();
    private readonly Dictionary<string, int> _names = [];
    private readonly int _time, _elapsed, _label, _code, _message, _thread, _type, _success, _failure, _received, _sent, _users, _latency, _connect, _host, _samples;
    private bool _lacksZone;
    private long _severalSamples;

    public JtlSamples(CsvRows rows)
    {
        _rows = rows;
        _parts = new JtlParts(_builder);
        (_time, _elapsed, _label) = (rows.Column("timeStamp"), rows.Column("elapsed"), rows.Column("label"));
        (_code, _message, _failure) = (rows.Column("responseCode"), rows.Column("responseMessage"), rows.Column("failureMessage"));
        (_thread, _type, _success) = (rows.Column("threadName"), rows.Column("dataType"), rows.Column("success"));
        (_received, _sent, _users, _host) = (rows.Column("bytes"), rows.Column("sentBytes"), rows.Column("allThreads"), rows.Column("Hostname"));
        (_latency, _connect, _samples) = (rows.Column("Latency"), rows.Column("Connect"), rows.Column("SampleCount"));
    }

    /// <summary>Takes the row last read.</summary>
    /// <exception cref="RunFolderException">It is not readable.</exception>
    public void Add()
    {
        if (!JtlTime.TryParse(_rows[_time], out var start, out var lacksZone))
        {
            throw _rows.Wrong(_time, "an instant, in milliseconds since 1970 or as 2026/11/20 09:15:00.250,");
        }

        _lacksZone |= lacksZone;
        var elapsed = Milliseconds(_elapsed) ?? throw _rows.Wrong(_elapsed, "a time in milliseconds");
        var end = start + elapsed;
        if (!RunBuilder.IsInstant(end))
        {
            throw _rows.Wrong(_elapsed, "a time that ends in this century");
        }

        var label = _texts[_rows[_label]];
        var thread = _texts[_rows[_thread]];
        var status = Status();
        var hasSucceeded = HasSucceeded(status);
        if (_users >= 0 && _rows.Count(_users) is { } users)
        {
            _builder.Users(_host >= 0 && _rows[_host].Length > 0 ? _texts[_rows[_host]] : "(all)", end, (int)Math.Min(users, int.MaxValue));
        }

        if (_samples >= 0 && _rows.Count(_samples) > 1)
        {
            _severalSamples++;
        }

        if (_message >= 0 && _rows[_message].StartsWith("Number of samples in transaction"u8) && (_type < 0 || _rows[_type].IsEmpty))
        {
            _builder.Transaction(label, end, elapsed, !hasSucceeded);
            return;
        }

        var connect = _connect >= 0 ? Milliseconds(_connect) ?? 0 : 0;
        var latency = _latency >= 0 ? Milliseconds(_latency) ?? 0 : 0;
        _parts.Add(label, thread, new RequestRow
        {
            Request = Request(label),
            End = end,
            Elapsed = elapsed,
            Status = status,
            Failure = hasSucceeded ? FailureKind.None : Kind(status),
            Text = hasSucceeded ? null : Text(status),
            FirstByte = latency > connect ? latency - connect : -1, // JMeter's latency has the time to connect in it
            Connect = connect > 0 ? connect : -1,
            Opened = connect > 0 ? 1 : 0,
            Sent = _sent >= 0 ? _rows.Count(_sent) ?? 0 : 0,
            Received = _received >= 0 ? _rows.Count(_received) ?? 0 : 0,
        });
    }

    /// <summary>The run of all rows.</summary>
    public RunResult Result(string format)
    {
        _parts.Finish();
        var notes = new List<RunNote>(_rows.Notes);
        if (_parts.Left > 0)
        {
            notes.Add(new RunNote("PARTS-NOT-COUNTED", NoteSeverity.Note, FormattableString.Invariant(
                $"{_parts.Left:#,0} rows are parts of the sample beside them (redirects and embedded resources, such as '{_parts.Example}'), whose time has theirs in it: they are not counted as requests.")));
        }

        if (_lacksZone)
        {
            notes.Add(new RunNote("TIMES-WITHOUT-ZONE", NoteSeverity.Note, "The file tells dates without a zone: they are taken as UTC."));
        }

        if (_severalSamples > 0)
        {
            notes.Add(new RunNote("ROWS-OF-SEVERAL-SAMPLES", NoteSeverity.Warning, FormattableString.Invariant(
                $"{_severalSamples:#,0} rows stand for several samples each (a statistical sender): each is counted as one, so counts and rates are too low.")));
        }

        return _builder.Result(new RunFacts
        {
            Format = format,
            Name = ImportedPlan.NameOf(_rows.FilePath),
            Files = [_rows.FilePath],
            Unknown = UnknownParts.Bodies | UnknownParts.Connections | UnknownParts.Plan | UnknownParts.Ending
                | (_code < 0 ? UnknownParts.Statuses : 0)
                | (_success < 0 && _code < 0 ? UnknownParts.Outcomes : 0)
                | (_received < 0 || _sent < 0 ? UnknownParts.Bytes : 0),
            Notes = notes,
        });
    }

    private int Request(string label)
    {
        if (!_names.TryGetValue(label, out var id))
        {
            id = _builder.RequestId("", label);
            if (_names.Count < 20_000)
            {
                _names.Add(label, id);
            }
        }

        return id;
    }

    // In microseconds.
    private long? Milliseconds(int column) => _rows.Count(column) is not { } time ? null : time <= Longest ? time * 1_000 : throw _rows.Wrong(column, "a time in milliseconds");

    private int Status()
    {
        var code = _code < 0 ? default : _rows[_code];
        return Utf8Parser.TryParse(code, out int status, out var consumed) && consumed == code.Length && status is >= 100 and <= 999 ? status
            : code.StartsWith("Non HTTP"u8) ? 0
            : -1;
    }

    private bool HasSucceeded(int status)
    {
        if (_success < 0)
        {
            return status is -1 or (>= 200 and < 400);
        }

        var success = _rows[_success];
        return success.SequenceEqual("true"u8) || (!success.SequenceEqual("false"u8)
            && (bool.TryParse(_texts[success], out var hasSucceeded) ? hasSucceeded : throw _rows.Wrong(_success, "true or false")));
    }

    private FailureKind Kind(int status)
    {
        if (status != 0)
        {
            return _failure >= 0 && !_rows[_failure].IsEmpty ? FailureKind.Expectation : status >= 400 ? FailureKind.Status : FailureKind.Unknown;
        }

        var code = _rows[_code];
        return code.EndsWith("ConnectTimeoutException"u8) ? FailureKind.ConnectTimeout
            : code.EndsWith("SocketTimeoutException"u8) ? FailureKind.Timeout
            : code.EndsWith("UnknownHostException"u8) ? FailureKind.UnknownHost
            : code.EndsWith("NoHttpResponseException"u8) ? FailureKind.ConnectionClosed
            : FailureKind.Network;
    }

    // What an assertion says, else what came in place of an answer; of a status, its own words.
    private string? Text(int status)
    {
        if (_failure >= 0 && !_rows[_failure].IsEmpty)
        {
            return SecretMask.Text(_texts[_rows[_failure]]);
        }

        if (status >= 400)
        {
            return null;
        }

        var text = _message >= 0 && !_rows[_message].IsEmpty ? _texts[_rows[_message]] : _code >= 0 && !_rows[_code].IsEmpty ? _texts[_rows[_code]] : null;
        return text is null ? null : SecretMask.Text(text);
    }
}
