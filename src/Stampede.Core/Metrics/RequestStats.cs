namespace Stampede.Metrics;

/// <summary>The statistics of one request name over some time. Mergeable: intervals add up to the totals.</summary>
public sealed class RequestStats
{
    /// <summary>Settled requests, failed ones included.</summary>
    public long Settled { get; set; }

    /// <summary>Settled requests that failed.</summary>
    public long Failed { get; set; }

    /// <summary>Settled requests with a status of 400 or more that the test accepted as success.</summary>
    public long Accepted { get; set; }

    /// <summary>Settled requests per status; 0 is "no answer". What is not HTTP has no status and is not in here.</summary>
    public SortedDictionary<int, long> Statuses { get; } = [];

    /// <summary>Failed requests per kind.</summary>
    public SortedDictionary<FailureKind, long> FailureKinds { get; } = [];

    /// <summary>Bytes sent, heads included.</summary>
    public long BytesSent { get; set; }

    /// <summary>Bytes received, heads included.</summary>
    public long BytesReceived { get; set; }

    /// <summary>Of the bytes received, those of bodies: transfer coding removed, still compressed.</summary>
    public long BodyBytes { get; set; }

    /// <summary>Connections opened.</summary>
    public long ConnectionsOpened { get; set; }

    /// <summary>Requests sent again on a fresh connection.</summary>
    public long Resent { get; set; }

    /// <summary>Response time of successes: intended start to last byte.</summary>
    public Histogram ResponseTime { get; set; } = new();

    /// <summary>Response time of failures.</summary>
    public Histogram FailedResponseTime { get; set; } = new();

    /// <summary>Service time of successes where it ever differed from the response time; else null, and the same.</summary>
    public Histogram? ServiceTime { get; set; }

    /// <summary>Sent to first byte, of all that got one.</summary>
    public Histogram FirstByte { get; set; } = new();

    /// <summary>Time to connect, of the connections opened; null where none was.</summary>
    public Histogram? Connect { get; set; }

    /// <summary>Time of TLS handshakes; null where there was none.</summary>
    public Histogram? Tls { get; set; }

    /// <summary>
    /// What is known of response times instead, where a file of another tool was read that has no distribution; else null. Where it is there, the
    /// histograms are empty, and what it lacks is unknown.
    /// </summary>
    public ReportedTimes? Reported { get; set; }

    /// <summary>Adds another's figures. The other stays as it is, and shares nothing with this one afterwards.</summary>
    public void Add(RequestStats other)
    {
        Settled += other.Settled;
        Failed += other.Failed;
        Accepted += other.Accepted;
        BytesSent += other.BytesSent;
        BytesReceived += other.BytesReceived;
        BodyBytes += other.BodyBytes;
        ConnectionsOpened += other.ConnectionsOpened;
        Resent += other.Resent;
        AddCounts(Statuses, other.Statuses);
        AddCounts(FailureKinds, other.FailureKinds);
        AddServiceTime(other); // before the response times, which stand in for a missing one
        ResponseTime.Add(other.ResponseTime);
        FailedResponseTime.Add(other.FailedResponseTime);
        FirstByte.Add(other.FirstByte);
        Connect = Sum(Connect, other.Connect);
        Tls = Sum(Tls, other.Tls);
        Reported = ReportedTimes.Sum(Reported, other.Reported);
    }

    /// <summary>Forgets everything and gives the histograms' pages back: for what nobody reads any longer.</summary>
    public void Clear()
    {
        (Settled, Failed, Accepted, BytesSent, BytesReceived, BodyBytes, ConnectionsOpened, Resent) = (0, 0, 0, 0, 0, 0, 0, 0);
        Statuses.Clear();
        FailureKinds.Clear();
        ResponseTime.Clear();
        FailedResponseTime.Clear();
        FirstByte.Clear();
        ServiceTime?.Clear();
        Connect?.Clear();
        Tls?.Clear();
        (ServiceTime, Connect, Tls, Reported) = (null, null, null, null);
    }

    private void AddServiceTime(RequestStats other)
    {
        if (ServiceTime is null && other.ServiceTime is null)
        {
            return;
        }

        ServiceTime ??= ResponseTime.Copy();
        ServiceTime.Add(other.ServiceTime ?? other.ResponseTime);
    }

    private static Histogram? Sum(Histogram? to, Histogram? from)
    {
        if (from is null)
        {
            return to;
        }

        to ??= new Histogram();
        to.Add(from);
        return to;
    }

    private static void AddCounts<TKey>(SortedDictionary<TKey, long> to, SortedDictionary<TKey, long> from)
        where TKey : notnull
    {
        foreach (var (key, count) in from)
        {
            to[key] = to.GetValueOrDefault(key) + count;
        }
    }
}
