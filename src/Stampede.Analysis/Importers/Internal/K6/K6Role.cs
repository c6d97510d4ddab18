namespace Stampede.Importing;

/// <summary>What a metric of k6 is here.</summary>
internal enum K6Role
{
    /// <summary>One of the test's own, or one that has no other place here: it is kept as a metric.</summary>
    Own,

    /// <summary>Counts requests: the first sample of each.</summary>
    Requests,

    /// <summary>What a request took.</summary>
    Duration,

    /// <summary>Whether a request failed.</summary>
    Failed,

    /// <summary>Sent to first byte.</summary>
    Waiting,

    /// <summary>Time to connect; 0 where a connection was reused.</summary>
    Connecting,

    /// <summary>Time of the TLS handshake; 0 without one.</summary>
    Handshaking,

    /// <summary>Users that are running.</summary>
    Users,

    /// <summary>Iterations that ended.</summary>
    Iterations,

    /// <summary>What an iteration took.</summary>
    IterationDuration,

    /// <summary>What a group took.</summary>
    GroupDuration,

    /// <summary>Iterations that could not start.</summary>
    Dropped,

    /// <summary>A check, named by its tag.</summary>
    Checks,

    /// <summary>What a gRPC call took.</summary>
    GrpcDuration,

    /// <summary>Says nothing that is not known otherwise.</summary>
    None,
}
