using ControlPlane.Errors;
using Samples;

namespace ControlPlane.Connectors;

internal static class ConnectorAnswers
{
    /// <summary>What went wrong, with its class and, where it will pass, when to come again.</summary>
    public static Task Answer(this HttpContext context, ConnectorProblem problem)
    {
        context.Response.StatusCode = problem.StatusCode;
        if (problem.RetryAfter is { } wait)
        {
            context.RetryAfter(wait);
        }

        return context.Answer(
            new(problem.Error, problem.StatusCode, problem.ErrorClass, context.TraceIdentifier), ConnectorJson.Default.Problem);
    }
}
