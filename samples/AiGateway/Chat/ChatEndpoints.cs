using System.Diagnostics;
using AiGateway.Answers;
using AiGateway.Models;
using Samples;

namespace AiGateway.Chat;

/// <summary>Completions and models.</summary>
internal sealed class ChatEndpoints(ModelCatalog models, ModelRouter router, GatewayMetrics metrics, TimeProvider clock)
{
    private const string Path = "/v1/chat/completions";

    public void Map(WebApplication app)
    {
        app.MapPost(Path, (RequestDelegate)Complete);
        app.MapGet("/v1/models", (RequestDelegate)List);
    }

    private Task List(HttpContext context) => context.Answer(
        new("list", [.. models.All.Select(model => new ChatBodies.Model(model.Id, "model", models.Created, "openai"))]),
        ChatJson.Default.Models);

    private async Task Complete(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        var (request, parameter, problem) = ChatRequest.Read(await JsonBody.Read(context, StatusCodes.Status400BadRequest));
        if (request is null)
        {
            await OpenAiShape.Answer(context, StatusCodes.Status400BadRequest, $"Invalid request: {problem}", parameter);
            return;
        }

        if (models.Find(request.Model) is not { } model)
        {
            await OpenAiShape.Answer(
                context,
                StatusCodes.Status400BadRequest,
                $"{Path}: Invalid model name passed in model={request.Model}. Call `/v1/models` to view available models for your key.",
                "model");
            return;
        }

        try
        {
            var (completion, backend, tries) = await router.Begin(model, request.Prompt, context.RequestAborted);
            using (completion)
            {
                metrics.FirstToken(model.Id, Stopwatch.GetElapsedTime(started));
                context.Response.Headers["X-Backend"] = backend.Name;
                context.Response.Headers["X-Attempts"] = $"{tries}";
                await Answer(context, request, completion);
            }
        }
        catch (BackendException failure)
        {
            await OpenAiShape.Answer(context, failure.Status, failure.Message, null);
        }
    }

    private async Task Answer(HttpContext context, ChatRequest request, Completion completion)
    {
        var usage = new ChatBodies.Usage(request.Prompt.Tokens, completion.Tokens.Count, request.Prompt.Tokens + completion.Tokens.Count);
        var (id, created) = ($"chatcmpl-{Guid.NewGuid():N}", clock.GetUtcNow().ToUnixTimeSeconds());
        if (request.Stream)
        {
            await new ChatStream(context, id, created, request.Model).Send(completion, request.WithUsage ? usage : null);
        }
        else
        {
            await Task.Delay(completion.After(completion.Tokens.Count - 1), clock, context.RequestAborted);
            var message = new ChatBodies.Message("assistant", string.Concat(completion.Tokens));
            await context.Answer(
                new(id, "chat.completion", created, request.Model, [new(0, message, completion.FinishReason)], usage), ChatJson.Default.Completion);
        }

        metrics.Used(request.Model, usage.PromptTokens, usage.CompletionTokens);
    }
}
