using System.Globalization;
using Samples;

namespace ControlPlane.Errors;

internal static class ErrorAnswers
{
    /// <summary>An error of the framework, with the correlation id in its body.</summary>
    public static Task Fail(this HttpContext context, int status, string error)
    {
        context.Response.StatusCode = status;
        return context.Answer(new ErrorBody(error, context.TraceIdentifier), ErrorJson.Plain.ErrorBody);
    }

    /// <summary>An endpoint's answer about its own input.</summary>
    public static Task Refuse(this HttpContext context, int status, string error)
    {
        context.Response.StatusCode = status;
        return context.Answer(new MessageBody(error), ErrorJson.Plain.MessageBody);
    }

    /// <summary>Says after what time to come again.</summary>
    public static void RetryAfter(this HttpContext context, TimeSpan wait) =>
        context.Response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    public static Task Unauthenticated(this HttpContext context) =>
        context.Fail(StatusCodes.Status403Forbidden, "Authentication credentials were not provided.");

    public static Task Forbidden(this HttpContext context) =>
        context.Fail(StatusCodes.Status403Forbidden, "You do not have permission to perform this action.");

    /// <summary>400, with what is wrong field by field.</summary>
    public static Task Invalid(this HttpContext context, IReadOnlyDictionary<string, string> problems)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Answer(new InvalidBody("Invalid input", problems, context.TraceIdentifier), ErrorJson.Plain.InvalidBody);
    }

    public static Task WrongMethod(this HttpContext context, string allowed)
    {
        context.Response.Headers.Allow = allowed;
        return context.Fail(StatusCodes.Status405MethodNotAllowed, $"Method \"{context.Request.Method}\" not allowed.");
    }
}
