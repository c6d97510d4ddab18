using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>What went wrong on the wire, as a kind of failure in the statistics.</summary>
internal static class FailureKinds
{
    public static FailureKind Of(TransportError error) => error switch
    {
        TransportError.None => FailureKind.None,
        TransportError.ConnectionRefused => FailureKind.ConnectionRefused,
        TransportError.ConnectionReset => FailureKind.ConnectionReset,
        TransportError.ConnectionClosed => FailureKind.ConnectionClosed,
        TransportError.ConnectTimeout => FailureKind.ConnectTimeout,
        TransportError.Timeout => FailureKind.Timeout,
        TransportError.UnknownHost => FailureKind.UnknownHost,
        TransportError.Unreachable => FailureKind.Unreachable,
        TransportError.CertificateName => FailureKind.CertificateName,
        TransportError.CertificateExpired => FailureKind.CertificateExpired,
        TransportError.CertificateUntrusted => FailureKind.CertificateUntrusted,
        TransportError.TlsHandshake => FailureKind.TlsHandshake,
        TransportError.Truncated => FailureKind.Truncated,
        TransportError.Malformed => FailureKind.Malformed,
        TransportError.HeadTooLarge => FailureKind.HeadTooLarge,
        TransportError.BodyTooLarge => FailureKind.BodyTooLarge,
        TransportError.TooManyOpenFiles => FailureKind.TooManyOpenFiles,
        TransportError.NoFreePort => FailureKind.NoFreePort,
        TransportError.NotSent => FailureKind.NotSent,
        TransportError.Network => FailureKind.Network,
        TransportError.Aborted => FailureKind.Stopped,
        _ => throw new ArgumentOutOfRangeException(nameof(error), error, null),
    };
}
