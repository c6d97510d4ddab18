using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiGateway.Hosting;
using Samples;

namespace AiGateway.Peers;

/// <summary>Calls one of the other services.</summary>
internal sealed class Peer(PeerAddresses addresses, Role role, HttpClient client)
{
    public string Name { get; } = WireEnum<Role>.Text(role);

    /// <summary>Posts an object, with the caller's correlation id.</summary>
    /// <exception cref="PeerException">It is not there, or answered with an error.</exception>
    public async Task<JsonElement> Post(string path, JsonObject body, string correlation, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, At(path))
        {
            Content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.TryAddWithoutValidation(CorrelationMiddleware.Header, correlation);
        try
        {
            using var answer = await client.SendAsync(request, cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            return answer.IsSuccessStatusCode ? JsonElement.Parse(text) : throw new PeerException($"{Name} answered {(int)answer.StatusCode}");
        }
        catch (Exception problem) when (problem is HttpRequestException or JsonException || (problem is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new PeerException($"{Name} cannot be used");
        }
    }

    /// <summary>Whether it says that it is well.</summary>
    public async ValueTask<bool> IsUp(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync(At("/health"), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException or PeerException)
        {
            return false;
        }
    }

    private Uri At(string path) => addresses[role] is { } address ? new(address, path) : throw new PeerException($"{Name} is not known");
}
