namespace Stampede.Engine;

/// <summary>Writes an exchange's request into its loop's send buffer.</summary>
internal static class RequestRenderer
{
    /// <summary>Bodies up to this are sent in one piece with the head; it keeps head and body within one TLS record.</summary>
    public const int MostInline = 8192;

    private static ReadOnlySpan<byte> Close => "Connection: close\r\n"u8;

    private static ReadOnlySpan<byte> Chunked => "Transfer-Encoding: chunked\r\n"u8;

    /// <summary>The head, and the body where it is small; else <paramref name="body"/> is what follows it.</summary>
    public static ReadOnlyMemory<byte> Render(Exchange exchange, EventLoop loop, out ReadOnlyMemory<byte> body)
    {
        var writer = new RequestHeadWriter(loop.SendBuffer);
        writer.RequestLine(exchange.Method, exchange.Target.Target, exchange.Origin);
        exchange.Owner.WriteHeaders(exchange, ref writer);
        if (!exchange.KeepAlive)
        {
            writer.Raw(Close);
        }

        if (exchange.BodyStream is null)
        {
            if (exchange.HasBody)
            {
                writer.ContentLength(exchange.Body.Length);
            }
        }
        else if (exchange.BodyStreamLength >= 0)
        {
            writer.ContentLength(exchange.BodyStreamLength);
        }
        else
        {
            writer.Raw(Chunked);
        }

        writer.End();
        body = exchange.Body;
        if (body.Length is > 0 and <= MostInline)
        {
            writer.Raw(body.Span);
            body = default;
        }

        loop.SendBuffer = writer.Buffer;
        return writer.Buffer.AsMemory(0, writer.Length);
    }
}
