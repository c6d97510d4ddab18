using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// The lines of a text log, fields separated by tabs. Versions differ in fields before the name (the user's number, the scenario), so a request is told from
/// its outcome backwards: groups, name, start, end, OK or KO, message.
/// </summary>
internal sealed class GatlingLog
{
    private const int MostFields = 32;

    private readonly RunBuilder _builder = new();
    private readonly Utf8Texts _texts = new();
    private readonly Dictionary<(string Groups, string Name), int> _names = [];
    private readonly Dictionary<string, int> _running = [];
    private readonly Range[] _fields = new Range[MostFields];
    private DateTimeOffset? _started;
    private string? _name;
    private long _errors;
    private string? _error;

    public List<RunNote> Notes { get; } = [];

    /// <summary>Takes a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="problem">What is wrong with it.</param>
    /// <returns>Whether it could be read.</returns>
    public bool Read(ReadOnlySpan<byte> line, [NotNullWhen(false)] out string? problem)
    {
        var count = Split(line);
        var kind = line[_fields[0]];
        problem = kind.SequenceEqual("REQUEST"u8) ? Request(line, count)
            : kind.SequenceEqual("USER"u8) ? User(line, count)
            : kind.SequenceEqual("GROUP"u8) ? Group(line, count)
            : kind.SequenceEqual("RUN"u8) ? Run(line, count)
            : kind.SequenceEqual("ERROR"u8) ? Error(line, count)
            : kind.SequenceEqual("ASSERTION"u8) || line.IsEmpty ? null
            : "a line of simulation.log begins with RUN, USER, REQUEST, GROUP or ERROR and a tab; this does not.";
        return problem is null;
    }

    /// <summary>The run of all lines.</summary>
    public RunResult Result(string format, string path)
    {
        if (_errors > 0)
        {
            Notes.Add(new RunNote("GATLING-ERRORS", NoteSeverity.Warning, FormattableString.Invariant(
                $"Gatling logged {_errors:#,0} errors of the test itself, which are no requests, such as: {SecretMask.Text(_error ?? "")}")));
        }

        return _builder.Result(new RunFacts
        {
            Format = format,
            Name = _name ?? ImportedPlan.NameOf(path),
            Files = [path],
            Unknown = UnknownParts.Statuses | UnknownParts.Bytes | UnknownParts.Bodies | UnknownParts.Connections | UnknownParts.Plan | UnknownParts.Ending,
            Notes = Notes,
            Started = _started,
        });
    }

    private int Split(ReadOnlySpan<byte> line)
    {
        var (count, start) = (0, 0);
        while (count < MostFields - 1 && line[start..].IndexOf((byte)'\t') is >= 0 and var tab)
        {
            _fields[count++] = start..(start + tab);
            start += tab + 1;
        }

        _fields[count++] = start..line.Length;
        return count;
    }

    private string? Request(ReadOnlySpan<byte> line, int count)
    {
        var outcome = Outcome(line, count, 4, 2);
        if (outcome < 0)
        {
            return "a REQUEST has groups, name, start, end, and OK or KO, separated by tabs; start and end are milliseconds since 1970, start not after end.";
        }

        var (groups, name) = (outcome < 5 ? "" : _texts[line[_fields[outcome - 4]]], _texts[line[_fields[outcome - 3]]]);
        if (!_names.TryGetValue((groups, name), out var id))
        {
            id = _builder.RequestId("", groups.Length == 0 ? name : $"{Path(groups)} / {name}");
            if (_names.Count < 20_000)
            {
                _names.Add((groups, name), id);
            }
        }

        var (start, end) = (Time(line, outcome - 2), Time(line, outcome - 1));
        var isOk = line[_fields[outcome]].SequenceEqual("OK"u8);
        var message = isOk || outcome + 1 >= count ? default : line[_fields[outcome + 1]].Trim((byte)' ');
        _builder.Add(new RequestRow
        {
            Request = id,
            End = end,
            Elapsed = end - start,
            Failure = isOk ? FailureKind.None : FailureKind.Unknown,
            Text = message.IsEmpty ? null : SecretMask.Text(_texts[message]),
        });
        return null;
    }

    private string? Group(ReadOnlySpan<byte> line, int count)
    {
        var outcome = Outcome(line, count, 5, 3);
        if (outcome < 0)
        {
            return "a GROUP has its names, start, end, the time of its requests, and OK or KO, separated by tabs.";
        }

        var (start, end) = (Time(line, outcome - 3), Time(line, outcome - 2));
        _builder.Transaction(Path(_texts[line[_fields[outcome - 4]]]), end, end - start, line[_fields[outcome]].SequenceEqual("KO"u8));
        return null;
    }

    private string? User(ReadOnlySpan<byte> line, int count)
    {
        for (var i = 2; i < count - 1; i++)
        {
            var (isStart, isEnd) = (line[_fields[i]].SequenceEqual("START"u8), line[_fields[i]].SequenceEqual("END"u8));
            var at = isStart ? Time(line, i + 1) : isEnd ? Time(line, count - 1) : 0;
            if (at > 0)
            {
                var scenario = _texts[line[_fields[1]]];
                var running = Math.Max(0, _running.GetValueOrDefault(scenario) + (isStart ? 1 : -1));
                _running[scenario] = running;
                _builder.Users(scenario, at, running);
                return null;
            }
        }

        return "a USER has a scenario, START or END, and an instant in milliseconds since 1970, separated by tabs.";
    }

    private string? Run(ReadOnlySpan<byte> line, int count)
    {
        for (var i = 2; i < count; i++)
        {
            if (Time(line, i) is > 0 and var at)
            {
                // Several logs in one, as Gatling's reports take them: the first start counts.
                var start = DateTimeOffset.UnixEpoch.AddMicroseconds(at);
                _started = _started < start ? _started : start;
                _name ??= _texts[line[_fields[1]]];
                return null;
            }
        }

        return "RUN has a simulation and its start in milliseconds since 1970, separated by tabs.";
    }

    private string? Error(ReadOnlySpan<byte> line, int count)
    {
        _errors++;
        _error ??= count > 1 ? _texts[line[_fields[1]]] : "";
        return null;
    }

    // The place of OK or KO, with so many fields before it, of which the last ones are instants; -1 where there is none.
    private int Outcome(ReadOnlySpan<byte> line, int count, int before, int figures)
    {
        for (var i = before; i < count; i++)
        {
            if ((line[_fields[i]].SequenceEqual("OK"u8) || line[_fields[i]].SequenceEqual("KO"u8))
                && Time(line, i - figures) is > 0 and var start && Time(line, i - figures + 1) >= start)
            {
                return i;
            }
        }

        return -1;
    }

    // In microseconds since 1970; 0 where it is none.
    private long Time(ReadOnlySpan<byte> line, int field)
    {
        var text = line[_fields[field]];
        return Utf8Parser.TryParse(text, out long time, out var consumed) && consumed == text.Length && time is > 0 and < long.MaxValue / 1_000 && RunBuilder.IsInstant(time * 1_000)
            ? time * 1_000
            : 0;
    }

    private static string Path(string groups) => groups.Replace(",", " / ", StringComparison.Ordinal);
}
