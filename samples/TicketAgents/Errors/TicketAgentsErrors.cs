using Samples;

namespace TicketAgents.Errors;

/// <summary>Errors of the framework, in its shape: <c>{"detail": …}</c>.</summary>
internal sealed class TicketAgentsErrors : ErrorShape
{
    public override string NotFound => "Not Found";

    public override string WrongMethod(string method) => "Method Not Allowed";

    public override (int Status, string Text)? Of(Exception problem) =>
        DatabaseOutage.Is(problem) ? (StatusCodes.Status503ServiceUnavailable, "Database unavailable, please retry") : null;

    public override Task Answer(HttpContext context, int status, string text) => context.Fail(status, text);
}
