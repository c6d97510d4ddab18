using System.Globalization;
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
            context.Response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        return context.Answer(
            new(problem.Error, problem.StatusCode, problem.ErrorClass, context.TraceIdentifier), ConnectorJson.Default.Problem);
    }
}
