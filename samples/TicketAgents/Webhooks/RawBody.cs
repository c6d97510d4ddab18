namespace TicketAgents.Webhooks;

internal static class RawBody
{
    private const int Usual = 4096;

    /// <summary>The bytes of a body, as they came.</summary>
    public static async ValueTask<byte[]> Read(HttpContext context)
    {
        // What the caller says of its length is not to be believed before it came.
        using var body = new MemoryStream((int)Math.Min(context.Request.ContentLength ?? 0, Usual));
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }
}
