using TicketAgents.Errors;
using TicketAgents.Tenants;

namespace TicketAgents.Webhooks;

internal static class GlobalSignature
{
    /// <summary>Whether a body is signed with the global secret, in bare digits; answers with 401 where it is not.</summary>
    public static async ValueTask<bool> IsSignedByAll(this HttpContext context, ReadOnlyMemory<byte> body)
    {
        var signature = context.Request.Headers[ServiceDeskEndpoint.SignatureHeader].ToString();
        if (Signature.IsValid(signature, SignatureDialects.Bare, TenantDirectory.GlobalSecret, body.Span))
        {
            return true;
        }

        await context.Fail(StatusCodes.Status401Unauthorized, signature.Length == 0 ? "Missing signature header" : "Invalid webhook signature");
        return false;
    }
}
