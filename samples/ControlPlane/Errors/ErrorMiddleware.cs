using ControlPlane.Requests;
using Npgsql;

namespace ControlPlane.Errors;

/// <summary>Turns what went wrong into an answer with {error, correlation_id}. What a defect says is logged and never sent.</summary>
internal sealed class ErrorMiddleware(ILogger logger)
{
    // Such as a number beyond what PostgreSQL can hold.
    private const string DataException = "22";

    public async Task Invoke(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller went away; there is nobody to answer.
            return;
        }
        catch (BadRequestException problem) when (!context.Response.HasStarted)
        {
            await context.Fail(problem.Status, problem.Message);
            return;
        }
        catch (BadHttpRequestException problem) when (!context.Response.HasStarted)
        {
            await context.Fail(problem.StatusCode, "The request could not be read.");
            return;
        }
        catch (PostgresException problem) when (problem.SqlState.StartsWith(DataException, StringComparison.Ordinal) && !context.Response.HasStarted)
        {
            await context.Fail(StatusCodes.Status400BadRequest, "The request holds a value that cannot be stored");
            return;
        }
        catch (Exception problem) when (!context.Response.HasStarted)
        {
            logger.LogError(problem, "Request {CorrelationId} failed", context.TraceIdentifier);
            context.Response.Clear();
            context.Response.Headers[Correlation.CorrelationMiddleware.Header] = context.TraceIdentifier;
            await context.Fail(StatusCodes.Status500InternalServerError, "Internal server error");
            return;
        }

        if (!context.Response.HasStarted && context.Response.ContentLength is null)
        {
            await Explain(context);
        }
    }

    // Routing itself answers these, without a body.
    private static Task Explain(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => context.Fail(StatusCodes.Status404NotFound, "Not found."),
        StatusCodes.Status405MethodNotAllowed => context.WrongMethod(context.Response.Headers.Allow.ToString()),
        _ => Task.CompletedTask,
    };
}
