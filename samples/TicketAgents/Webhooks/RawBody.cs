namespace TicketAgents.Webhooks;

internal static class RawBody
{
    /// <summary>The bytes of a body, as they came.</summary>
    public static async ValueTask<byte[]> Read(HttpContext context)
    {
        using var body = new MemoryStream((int)(context.Request.ContentLength ?? 0));
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }
}
