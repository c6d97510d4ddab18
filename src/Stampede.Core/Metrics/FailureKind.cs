namespace Stampede.Metrics;

/// <summary>Why a request failed. The numbers are part of the file format: new kinds go to the end.</summary>
public enum FailureKind : byte
{
    /// <summary>It did not fail.</summary>
    None = 0,

    /// <summary>A status of 400 or more that the test did not expect.</summary>
    Status = 1,

    /// <summary>The test expected something else: <c>Expect</c> or <c>Require</c>.</summary>
    Expectation = 2,

    /// <summary>The test said so: <c>Fail</c>.</summary>
    Declared = 3,

    /// <summary>Nobody listens at the address.</summary>
    ConnectionRefused = 4,

    /// <summary>The peer reset the connection.</summary>
    ConnectionReset = 5,

    /// <summary>The connection ended before an answer began.</summary>
    ConnectionClosed = 6,

    /// <summary>The connection was not established in time.</summary>
    ConnectTimeout = 7,

    /// <summary>The answer did not end in time.</summary>
    Timeout = 8,

    /// <summary>The host name could not be resolved.</summary>
    UnknownHost = 9,

    /// <summary>No route to the host or network.</summary>
    Unreachable = 10,

    /// <summary>The server's certificate is for another name.</summary>
    CertificateName = 11,

    /// <summary>The server's certificate has expired or is not valid yet.</summary>
    CertificateExpired = 12,

    /// <summary>The server's certificate is not trusted on this machine.</summary>
    CertificateUntrusted = 13,

    /// <summary>The TLS handshake failed for another reason.</summary>
    TlsHandshake = 14,

    /// <summary>The connection ended in the middle of an answer.</summary>
    Truncated = 15,

    /// <summary>The answer is not HTTP, or contradicts itself.</summary>
    Malformed = 16,

    /// <summary>The head of the answer is larger than allowed.</summary>
    HeadTooLarge = 17,

    /// <summary>The body of the answer is larger than allowed.</summary>
    BodyTooLarge = 18,

    /// <summary>More redirects than allowed.</summary>
    TooManyRedirects = 19,

    /// <summary>This machine has no file descriptor left (EMFILE, ENFILE).</summary>
    TooManyOpenFiles = 20,

    /// <summary>This machine has no local port left (EADDRNOTAVAIL).</summary>
    NoFreePort = 21,

    /// <summary>The body could not be decoded (gzip, deflate, brotli).</summary>
    Undecodable = 22,

    /// <summary>The run stopped while the request was under way.</summary>
    Stopped = 23,

    /// <summary>The request could not be sent: a bad URL, a body stream that threw.</summary>
    NotSent = 24,

    /// <summary>Another socket error; the text says which.</summary>
    Network = 25,

    /// <summary>The measured code threw (what is not HTTP).</summary>
    Exception = 26,

    /// <summary>The file of another tool says why in words only.</summary>
    Unknown = 27,
}
