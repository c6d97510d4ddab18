using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>Makes a run of a file that tells figures per name, and no single requests. What follows from the figures about what is unknown is added.</summary>
/// <param name="importer">Whose format it is.</param>
/// <param name="path">The file.</param>
internal sealed class FigureRun(IResultImporter importer, string path)
{
    private const double LongestSeconds = 100.0 * 365 * 86_400;

    private readonly HashSet<RequestKey> _duplicates = [];
    private readonly List<RunNote> _notes = [];

    public FailureCounts Failures { get; } = new();

    public Dictionary<RequestKey, RequestStats> Requests { get; } = [];

    public Dictionary<string, RequestStats> Transactions { get; } = [];

    /// <summary>What the file says of all requests together; null where it does not.</summary>
    public RequestStats? Total { get; set; }

    public DateTimeOffset? Started { get; set; }

    /// <summary>How long the run took; null where that is unknown.</summary>
    public double? Seconds { get; set; }

    /// <summary>Users that were running from the start to the end; null where that is unknown.</summary>
    public long? Users { get; set; }

    public string? Host { get; set; }

    public IReadOnlyList<IntervalSnapshot> Intervals { get; set; } = [];

    /// <summary>Whether the intervals hold the requests per name.</summary>
    public bool HasIntervalNames { get; set; }

    /// <summary>A time to the nearest 100 ns.</summary>
    public static TimeSpan Time(double seconds) => new((long)Math.Round(seconds * TimeSpan.TicksPerSecond));

    /// <summary>Adds the figures of a name; of one that was there before, to those.</summary>
    /// <exception cref="FormatException">More of them failed than there were.</exception>
    public void Add(RequestKey key, RequestStats stats)
    {
        Check(key.Name, stats);
        key = key with { Name = SecretMask.Url(key.Name) };
        if (!Requests.TryAdd(key, stats))
        {
            Requests[key].Add(stats);
            _duplicates.Add(key);
        }
    }

    /// <summary>Adds the figures of a transaction.</summary>
    /// <exception cref="FormatException">More of them failed than there were.</exception>
    public void AddTransaction(string name, RequestStats stats)
    {
        Check(name, stats);
        if (!Transactions.TryAdd(name, stats))
        {
            Transactions[name].Add(stats);
        }
    }

    public void Note(string id, NoteSeverity severity, string text) => _notes.Add(new RunNote(id, severity, text));

    public void Note(IEnumerable<RunNote> notes) => _notes.AddRange(notes);

    /// <summary>The run.</summary>
    /// <param name="never">What files of this format never tell.</param>
    /// <exception cref="FormatException">The figures cannot be those of a run.</exception>
    public RunResult Result(UnknownParts never)
    {
        if (Seconds is > LongestSeconds)
        {
            throw new FormatException($"a run of {Seconds:G3} s cannot be.");
        }

        var failed = Requests.Values.Sum(r => r.Failed);
        var unknown = never | UnknownParts.Plan | UnknownParts.Connections | UnknownParts.Ending
            | (Started is null ? UnknownParts.Started : 0)
            | (Seconds is null ? UnknownParts.Duration : 0)
            | (Users is null ? UnknownParts.Users : 0)
            | (HasIntervalNames ? 0 : UnknownParts.IntervalNames)
            | (Requests.Count == 1 && Requests.ContainsKey(RequestKey.All) ? UnknownParts.Names : 0)
            | (Failures.Total > 0 ? UnknownParts.FailureTimes : 0)
            | (Failures.Total < failed ? UnknownParts.FailureReasons | UnknownParts.FailureTimes : 0);
        var users = (int)Math.Min(Users ?? 0, int.MaxValue);
        return new RunResult
        {
            Plan = ImportedPlan.Of(ImportedPlan.NameOf(path), users, Host),
            Imported = new ImportedRun { Format = importer.Format, Files = [path], Unknown = unknown, Total = Total },
            Started = Started ?? DateTimeOffset.UnixEpoch,
            Duration = Time(Seconds ?? 0),
            Ending = RunEnding.Completed,
            Requests = Requests,
            Transactions = Transactions,
            Failures = Failures.List(),
            Checks = new Dictionary<string, CheckStats>(),
            UserErrors = [],
            Classes = Users is null ? [] : [EncodedIntervals.Class("(all)", users, 0)],
            Intervals = Intervals,
            Notes = [.. _notes, .. Usual()],
        };
    }

    private static void Check(string name, RequestStats stats)
    {
        if (stats.Failed > stats.Settled)
        {
            throw new FormatException($"'{name}' has {stats.Failed} failures of {stats.Settled} requests, which cannot be.");
        }
    }

    private IEnumerable<RunNote> Usual()
    {
        if (Requests.Values.All(r => r.Settled == 0))
        {
            yield return new RunNote("NO-REQUESTS", NoteSeverity.Warning, "The file holds no request: there is nothing to say of response times, rates or failures.");
        }

        if (_duplicates.Count > 0)
        {
            yield return new RunNote("DUPLICATE-ROWS", NoteSeverity.Warning, $"{_duplicates.Count} names stand in more than one row, such as '{_duplicates.First()}': their rows were added.");
        }

        if (Intervals.Count == 0)
        {
            yield return new RunNote("NO-HISTORY", NoteSeverity.Note, "There is no history: nothing is known of how figures changed over time.");
        }
    }
}
