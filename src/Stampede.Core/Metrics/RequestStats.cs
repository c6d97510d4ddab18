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

    /// <summary>Settled requests per status; 0 is "no answer".</summary>
    public SortedDictionary<int, long> Statuses { get; } = [];

    /// <summary>Failed requests per kind.</summary>
    public SortedDictionary<FailureKind, long> FailureKinds { get; } = [];

    /// <summary>Bytes sent, heads included.</summary>
    public long BytesSent { get; set; }

    /// <summary>Bytes received, heads included.</summary>
    public long BytesReceived { get; set; }

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

    /// <summary>Adds another's figures.</summary>
    public void Add(RequestStats other) => throw new NotImplementedException();
}
