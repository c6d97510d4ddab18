using System.Text.Json;
using AiGateway.Models;

namespace AiGateway.Chat;

/// <summary>
/// Sends an answer as server-sent events, each token when the model has it. The head of the answer is sent with the first token, so that a client sees its first byte
/// when there is something to read.
/// </summary>
internal sealed class ChatStream(HttpContext context, string id, long created, string model)
{
    private const string Object = "chat.completion.chunk";

    /// <summary>Sends it, and <c>[DONE]</c>.</summary>
    /// <param name="completion">What; its first token is there already.</param>
    /// <param name="usage">What is told of tokens before the end; null for nothing.</param>
    public async Task Send(Completion completion, ChatBodies.Usage? usage)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        var first = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < completion.Tokens.Count; i++)
        {
            // When it is due, not a pause after the one before: what the timer is late is made good.
            var wait = completion.After(i) - TimeProvider.System.GetElapsedTime(first);
            if (wait > TimeSpan.Zero)
            {
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(wait, context.RequestAborted);
            }

            await Write(new(id, Object, created, model, [new(0, new(i == 0 ? "assistant" : null, completion.Tokens[i]), null)], null));
        }

        await Write(new(id, Object, created, model, [new(0, new(null, null), completion.FinishReason)], null));
        if (usage is not null)
        {
            await Write(new(id, Object, created, model, [], usage));
        }

        await context.Response.Body.WriteAsync("data: [DONE]\n\n"u8.ToArray(), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private async Task Write(ChatBodies.Chunk chunk)
    {
        byte[] line = [.. "data: "u8, .. JsonSerializer.SerializeToUtf8Bytes(chunk, ChatJson.Default.Chunk), .. "\n\n"u8];
        await context.Response.Body.WriteAsync(line, context.RequestAborted);
    }
}
