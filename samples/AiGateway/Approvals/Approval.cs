namespace AiGateway.Approvals;

/// <summary>That an administrator was asked whether a user may call a tool once.</summary>
internal sealed record Approval(string Id, string Tool, string User, DateTimeOffset Created, DateTimeOffset Expires, ApprovalState State);
