using Stampede.Metrics;

namespace Stampede.Importing;

/// <summary>One request as a file tells it. Times are microseconds, instants microseconds since 1970; what is not known stays as it is made.</summary>
internal struct RequestRow()
{
    /// <summary>From <see cref="RunBuilder.RequestId"/>.</summary>
    public required int Request;

    /// <summary>When it ended; of a file that tells its start, that and what it took. It counts in this second.</summary>
    public required long End;

    /// <summary>What it took: the tool's own response time.</summary>
    public required long Elapsed;

    /// <summary>The HTTP status; 0 where no answer came, -1 where it is unknown or has none.</summary>
    public int Status = -1;

    /// <summary>Why it failed; <see cref="FailureKind.None"/> where it succeeded.</summary>
    public FailureKind Failure;

    /// <summary>Of a failure, what the file says; null where it says nothing.</summary>
    public string? Text;

    /// <summary>Sent to first byte; -1 where it is unknown.</summary>
    public long FirstByte = -1;

    /// <summary>Time to connect; -1 where it is unknown, or no connection was opened.</summary>
    public long Connect = -1;

    /// <summary>Time of the TLS handshake; -1 where it is unknown, or there was none.</summary>
    public long Tls = -1;

    /// <summary>Connections opened for it.</summary>
    public int Opened;

    /// <summary>Bytes sent, heads included.</summary>
    public long Sent;

    /// <summary>Bytes received, heads included.</summary>
    public long Received;

    /// <summary>Bytes of the body.</summary>
    public long Body;
}
