using System.Text.Json;
using Samples;

namespace TicketAgents.Errors;

internal static class ErrorAnswers
{
    public static Task Fail(this HttpContext context, int status, string detail)
    {
        context.Response.StatusCode = status;
        return context.Answer(new ErrorBodies.Simple(detail), ErrorJson.Plain.Simple);
    }

    /// <summary>422, with what is wrong field by field.</summary>
    public static Task Invalid(this HttpContext context, IReadOnlyList<FieldProblem> problems, JsonElement? body)
    {
        context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return context.Answer(new ErrorBodies.Invalid(problems, body), ErrorJson.Plain.Invalid);
    }

    /// <summary>409: what was accepted before is not accepted again.</summary>
    public static Task Duplicate(this HttpContext context, Guid jobId)
    {
        context.Response.StatusCode = StatusCodes.Status409Conflict;
        return context.Answer(new ErrorBodies.Duplicate("This webhook was accepted before", jobId), ErrorJson.Plain.Duplicate);
    }
}
