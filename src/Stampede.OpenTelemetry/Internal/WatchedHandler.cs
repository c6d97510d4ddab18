namespace Stampede.Engine;

/// <summary>Sees why a request of the exporter fails.</summary>
internal sealed class WatchedHandler(ExportHealth health) : DelegatingHandler(new SocketsHttpHandler())
{
    /// <inheritdoc />
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Look(base.Send(request, cancellationToken));
        }
        catch (Exception e)
        {
            health.Because(Text(e));
            throw;
        }
    }

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Look(await base.SendAsync(request, cancellationToken));
        }
        catch (Exception e)
        {
            health.Because(Text(e));
            throw;
        }
    }

    private HttpResponseMessage Look(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
        {
            health.Because($"status {(int)response.StatusCode} {response.ReasonPhrase}");
        }
        else if (response.Headers.TryGetValues("grpc-status", out var status) && status.First() != "0")
        {
            health.Because($"gRPC status {status.First()}");
        }

        return response;
    }

    private static string Text(Exception e) => e is OperationCanceledException ? "no answer in time" : e.Message;
}
