using System.Text.Json.Nodes;

namespace AiGateway.Tools;

/// <summary>What came of a call. Over HTTP it is always a 200: only <c>success</c> tells.</summary>
internal sealed record ToolOutcome
{
    public const string RateLimited = "rate_limit";
    public const string AccessDenied = "access_denied";
    public const string TooMany = "concurrent_limit";
    public const string Invalid = "invalid_arguments";
    public const string Failed = "execution_error";

    private ToolOutcome()
    {
    }

    /// <summary>What the tool gives; null where it failed.</summary>
    public JsonNode? Result { get; private init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public string? Error { get; private init; }

    public string? ErrorType { get; private init; }

    /// <summary>The approval that was asked for; null for none.</summary>
    public string? Approval { get; private init; }

    public bool IsSuccess => ErrorType is null;

    public static ToolOutcome Success(JsonNode result) => new() { Result = result };

    public static ToolOutcome Failure(string type, string error, string? approval = null) => new() { ErrorType = type, Error = error, Approval = approval };

    /// <summary>As the answer's body.</summary>
    public JsonObject ToJson()
    {
        if (IsSuccess)
        {
            return new() { ["result"] = Result!.DeepClone(), ["success"] = true };
        }

        var json = new JsonObject { ["error"] = Error, ["success"] = false, ["error_type"] = ErrorType };
        if (Approval is not null)
        {
            json["request_id"] = Approval;
        }

        return json;
    }
}
