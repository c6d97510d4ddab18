namespace Samples;

/// <summary>Turns what went wrong into an answer of the sample's shape. What a defect says is logged and never sent.</summary>
public sealed class ErrorMiddleware(ILogger logger, ErrorShape shape)
{
    /// <summary>Passes a request on.</summary>
    public async Task Invoke(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller went away: there is nobody to answer, and nothing to count as a success.
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }

            return;
        }
        catch (BadRequestException problem) when (!context.Response.HasStarted)
        {
            await shape.Answer(context, problem.Status, problem.Message);
            return;
        }
        catch (BadHttpRequestException problem) when (!context.Response.HasStarted)
        {
            await shape.Answer(context, problem.StatusCode, problem.StatusCode == StatusCodes.Status413PayloadTooLarge ? shape.TooLarge : shape.Unreadable);
            return;
        }
        catch (Exception problem) when (!context.Response.HasStarted)
        {
            if (shape.Of(problem) is (var status, var text))
            {
                await shape.Answer(context, status, text);
                return;
            }

            logger.LogError(problem, "Request {CorrelationId} failed", context.TraceIdentifier);
            context.Response.Clear();
            context.Response.Headers[CorrelationMiddleware.Header] = context.TraceIdentifier;
            await shape.Answer(context, StatusCodes.Status500InternalServerError, shape.Broken);
            return;
        }

        if (!context.Response.HasStarted && context.Response.ContentLength is null)
        {
            await Explain(context);
        }
    }

    // Routing itself answers these, without a body.
    private Task Explain(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => shape.Answer(context, StatusCodes.Status404NotFound, shape.NotFound),
        StatusCodes.Status405MethodNotAllowed => shape.Answer(context, StatusCodes.Status405MethodNotAllowed, shape.WrongMethod(context.Request.Method)),
        _ => Task.CompletedTask,
    };
}
