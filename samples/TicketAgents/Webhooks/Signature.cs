using System.Security.Cryptography;
using System.Text;

namespace TicketAgents.Webhooks;

/// <summary>HMAC-SHA256 over the bytes of a body as they came. A body that is parsed and written again is another one.</summary>
internal static class Signature
{
    private const string Prefix = "sha256=";

    /// <summary>Whether a header's text is the signature of a body. It takes as long for one that is nearly right as for any other.</summary>
    public static bool IsValid(string header, SignatureDialects dialects, string secret, ReadOnlySpan<byte> body)
    {
        var isPrefixed = header.StartsWith(Prefix, StringComparison.Ordinal);
        if (dialects == (isPrefixed ? SignatureDialects.Bare : SignatureDialects.Prefixed))
        {
            return false;
        }

        var expected = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)));
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(isPrefixed ? header[Prefix.Length..] : header));
    }
}
