namespace AiGateway.Tools;

/// <summary>Who calls a tool.</summary>
/// <param name="User">The user that limits are counted for.</param>
/// <param name="Approval">The approval that the call refers to; null for none.</param>
/// <param name="Correlation">What requests to other services carry.</param>
internal readonly record struct ToolCaller(string User, string? Approval, string Correlation)
{
    private const string UserHeader = "X-User-ID";
    private const string ApprovalHeader = "X-Approval-ID";
    private const string Nobody = "default";
    private const int MaxLength = 128;

    public static ToolCaller Of(HttpContext context)
    {
        var user = context.Request.Headers[UserHeader].ToString();
        var approval = context.Request.Headers[ApprovalHeader].ToString();
        return new(user.Length is 0 or > MaxLength ? Nobody : user, approval.Length == 0 ? null : approval, context.TraceIdentifier);
    }
}
