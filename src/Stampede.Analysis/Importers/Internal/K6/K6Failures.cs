using System.Globalization;
using Stampede.Engine;
using Stampede.Metrics;

namespace Stampede.Importing;

/// <summary>Why a request of k6 failed: its <c>error_code</c> as a kind, and a text.</summary>
internal static class K6Failures
{
    public static (FailureKind Kind, string Text) Of(K6Tags tags)
    {
        var status = tags.StatusNumber;
        var code = int.TryParse(tags.ErrorCode, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var kind = Kind(code, status);
        var text = tags.Error
            ?? (kind == FailureKind.Status ? StatusText.Of(status)
            : kind == FailureKind.Expectation ? $"{StatusText.Of(status)} was not expected"
            : code > 0 ? $"k6 error {code}"
            : "failed, and the file does not say why");
        return (kind, text);
    }

    private static FailureKind Kind(int code, int status) => code switch
    {
        1020 => FailureKind.NotSent,
        1050 => FailureKind.Timeout,
        >= 1100 and < 1200 => FailureKind.UnknownHost,
        1211 => FailureKind.ConnectTimeout,
        1212 => FailureKind.ConnectionRefused,
        1201 or 1220 => FailureKind.ConnectionReset,
        >= 1200 and < 1300 => FailureKind.Network,
        1310 => FailureKind.CertificateUntrusted,
        1311 => FailureKind.CertificateName,
        >= 1300 and < 1400 => FailureKind.TlsHandshake,
        >= 1400 and < 1600 when status >= 400 => FailureKind.Status,
        >= 1600 and < 1700 => FailureKind.Network,
        1701 => FailureKind.Undecodable,
        > 0 => FailureKind.Unknown,
        _ => status >= 400 ? FailureKind.Status : status > 0 ? FailureKind.Expectation : FailureKind.Unknown,
    };
}
