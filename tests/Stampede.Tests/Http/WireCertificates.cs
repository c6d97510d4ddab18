using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Stampede.Tests;

/// <summary>Certificates made for a test, trusted by nobody.</summary>
internal static class WireCertificates
{
    /// <summary>For localhost, valid now.</summary>
    public static X509Certificate2 Good { get; } = Make("localhost", -1, 30);

    /// <summary>For another name.</summary>
    public static X509Certificate2 OtherName { get; } = Make("elsewhere.example", -1, 30);

    /// <summary>For localhost, until yesterday.</summary>
    public static X509Certificate2 Expired { get; } = Make("localhost", -30, -1);

    /// <summary>For localhost, from tomorrow.</summary>
    public static X509Certificate2 NotYet { get; } = Make("localhost", 1, 30);

    /// <summary>One that no session has been made with.</summary>
    public static X509Certificate2 New() => Make("localhost", -1, 30);

    private static X509Certificate2 Make(string name, int fromDay, int toDay)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddDays(fromDay), now.AddDays(toDay));

        // A key that exists in memory only cannot be used by every platform's TLS.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
