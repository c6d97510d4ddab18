namespace Stampede.Engine;

/// <summary>Why an exchange did not end well, as far as the wire can tell.</summary>
internal enum TransportError : byte
{
    None,
    ConnectionRefused,
    ConnectionReset,
    ConnectionClosed,
    ConnectTimeout,
    Timeout,
    UnknownHost,
    Unreachable,
    CertificateName,
    CertificateExpired,
    CertificateUntrusted,
    TlsHandshake,
    Truncated,
    Malformed,
    HeadTooLarge,
    BodyTooLarge,
    TooManyOpenFiles,
    NoFreePort,
    NotSent,
    Network,

    /// <summary>The caller ended it: the run stops.</summary>
    Aborted,
}
