namespace Stampede.Metrics;

/// <summary>One settled request, as it is recorded. Times are microseconds; -1 where the thing did not happen.</summary>
internal struct RequestSample
{
    /// <summary>The status of what is not HTTP: it is in no status count.</summary>
    public const int NoStatus = -1;

    /// <summary>From <see cref="MetricsRecorder.RequestId"/>.</summary>
    public int RequestId;

    /// <summary>From <see cref="MetricsRecorder.FailureId"/>; -1 where it succeeded.</summary>
    public int FailureId;

    /// <summary>Intended start to last byte.</summary>
    public long ResponseTime;

    /// <summary>Sent to last byte. Equal to <see cref="ResponseTime"/> unless arrivals queued, users paced or a connection was opened.</summary>
    public long ServiceTime;

    /// <summary>Sent to first byte; -1 where no byte came.</summary>
    public long FirstByte;

    /// <summary>Time to connect; -1 where a connection was reused.</summary>
    public long Connect;

    /// <summary>Time of the TLS handshake; -1 where there was none.</summary>
    public long Tls;

    /// <summary>The HTTP status; 0 where no answer came; <see cref="NoStatus"/> of what has none.</summary>
    public int Status;

    /// <summary>Bytes sent, heads included.</summary>
    public long Sent;

    /// <summary>Bytes received, heads included.</summary>
    public long Received;

    /// <summary>Bytes of the body as received, transfer coding removed.</summary>
    public long Body;

    /// <summary>A status of 400 or more that the test accepted.</summary>
    public bool Accepted;

    /// <summary>Connections opened for it.</summary>
    public int Opened;

    /// <summary>How often it was sent again on a fresh connection (design.md, rule 10).</summary>
    public int Resent;

    /// <summary>A bit for each selection that it belongs to, by all but its status.</summary>
    public ulong Selections;
}
